"""The processes that this installation runs, in all their versions; whoever owns one registers it."""

from minzhi.kit.process import Clock, Process, Versions

VERSIONS = Versions()


def register(process: Process) -> Process:
    """Make a version known; again is no change. Raises `ContradictsItself` where versions overlap."""
    VERSIONS.add(process)
    return process


def clock_of(process: str, version: int, clock: str) -> Clock:
    return VERSIONS.get(process, version).clock(clock)
