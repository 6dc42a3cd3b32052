"""Compiled loops over arrays: no objects, no Django, no files. They let other threads run meanwhile.

The compiler is brought in when the first of them is called: with all it loads it takes 70 MB, and most processes of a
site never call one.
"""

import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

LOCK = Lock()


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


def _hand_to_compiler() -> None:
    """Put numba's own functions in the place of all kernels: in their modules the loops look for each other."""
    from numba import njit as compiler  # noqa: PLC0415 - here and nowhere else: see above

    with LOCK:
        spaces = [vars(module) for name, module in sys.modules.copy().items() if name.startswith(f"{__name__}.")]
        places = [(names, name, it) for names in spaces for name, it in names.items() if isinstance(it, Kernel)]
        compiled = {kernel: compiler(**kernel.options)(kernel.loop) for _names, _name, kernel in places}
        for names, name, kernel in places:
            names[name] = compiled[kernel]
        for kernel, done in compiled.items():  # only now may others call them
            kernel.compiled = done
