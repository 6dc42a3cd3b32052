"""Compiled loops over arrays: no objects, no Django. They let other threads run meanwhile.

The compiler is brought in when the first of them is called: with all it loads it takes 70 MB, and most processes of a
site never call one. What it made is kept in a folder and taken from there by every other process: compiling all of
them takes half a minute.
"""

import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import Any

LOCK = Lock()
BASE = "MINZHI_KERNELS"
"""The variable of the environment that names another folder, for instance one that several installations share."""
DONE = "compiled"


class Kernel:
    """A loop that is not compiled yet; the first call brings the compiler and does so."""

    def __init__(self, loop: Callable[..., Any], options: dict[str, Any]) -> None:
        self.loop = loop
        self.options = options
        self.compiled: Callable[..., Any] | None = None

    def __call__(self, *given: Any) -> Any:  # noqa: ANN401 - whatever the loop takes
        if self.compiled is None:
            _hand_to_compiler()
        return self.compiled(*given)  # type: ignore[misc]  # it is there now


def njit(**options: Any) -> Callable[[Callable[..., Any]], Kernel]:  # noqa: ANN401 - what numba's `njit` takes
    """Do what numba's `njit` does, at the first call."""
    return lambda loop: Kernel(loop, options)


def keep_in(folder: Path) -> None:
    """Keep in a folder what is compiled, unless the environment names another."""
    os.environ.setdefault(BASE, str(folder))


def kept() -> Path | None:
    """Return where it is kept: for each wording of the loops another folder, since one loop is part of another."""
    base = os.environ.get(BASE)
    return Path(base) / _wording() if base else None


@cache
def _wording() -> str:
    """Return a short name of how all loops are written."""
    found = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def are_compiled() -> bool:
    """Return whether no loop has to be compiled any more."""
    folder = kept()
    return bool(folder and (folder / DONE).exists())


def note_compiled() -> None:
    """Note that all loops are compiled, and drop what was kept of other wordings."""
    if folder := kept():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DONE).touch()
        for other in folder.parent.iterdir():
            if other != folder:
                rmtree(other, ignore_errors=True)


def _hand_to_compiler() -> None:
    """Put numba's own functions in the place of all kernels: in their modules the loops look for each other."""
    if folder := kept():
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
    from numba import njit as compiler  # noqa: PLC0415 - here and nowhere else: see above
    from numba.core.config import reload_config  # noqa: PLC0415 - as above: it may be here before the folder was named

    reload_config()
    with LOCK:
        spaces = [vars(module) for name, module in sys.modules.copy().items() if name.startswith(f"{__name__}.")]
        places = [(names, name, it) for names in spaces for name, it in names.items() if isinstance(it, Kernel)]
        compiled = {kernel: compiler(**kernel.options)(kernel.loop) for _names, _name, kernel in places}
        for names, name, kernel in places:
            names[name] = compiled[kernel]
        for kernel, done in compiled.items():  # only now may others call them
            kernel.compiled = done
