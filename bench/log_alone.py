"""One log in a process of its own: what ``minzhi log`` loads, 10⁶ leaves, some proofs; prints the memory it took."""

import json
import os
import random
import sys
import tempfile
from pathlib import Path

import django

LEAVES, BATCH, PROOFS = 1_000_000, 5_000, 2_000  # a batch as growing takes it
LEAF = b'{"a":"SHA-256+SM3","h":"%044d","k":"register.entered","m":"%044d","u":"%036d"}'


def leaf(number: int) -> bytes:
    return LEAF % (number, number, number)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhi.site.settings")
    django.setup()
    from minzhi.engines.register import api as register  # noqa: PLC0415 - models are ready only now

    before = _memory()
    with tempfile.TemporaryDirectory() as folder, register.Log(Path(folder)) as log:
        for first in range(0, LEAVES, BATCH):
            log.append(leaf(number) for number in range(first, first + BATCH))
        log.fold()
        chance = random.Random(1)  # noqa: S311 - which leaves are proven
        for _proof in range(PROOFS):
            log.inclusion(chance.randrange(LEAVES), LEAVES)
    json.dump({"before": before, "peak": _memory()}, sys.stdout)


def _memory() -> float:
    """Return the most that this process held of memory so far, in megabytes; `getrusage` would count its parent's."""
    said = Path("/proc/self/status").read_text("ascii")
    return int(next(line for line in said.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    main()
