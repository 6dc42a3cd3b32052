"""A version of a process is never changed in what a case follows from: cases that pinned it would be other cases."""

from pathlib import Path

from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.process import fingerprint

OF_TESTS = frozenset({"casework_sheet"})
PUBLISHED = Path(__file__).with_name("published_processes.txt")


def test_no_published_version_is_other_than_it_was():
    then = dict(line.rsplit(" ", 1) for line in PUBLISHED.read_text("ascii").splitlines())
    now = {f"{each.name} {each.version}": fingerprint(each) for each in VERSIONS.all() if each.name not in OF_TESTS}
    changed = {name: mark for name, mark in now.items() if then.get(name) != mark}
    gone = then.keys() - now.keys()
    assert (changed, gone) == ({}, set()), (
        "States, acts or clocks of a version changed. Has any office begun cases under it? Then it needs a new version "
        f"from the day on which it changes. Else (a new version, nothing begun) write these lines into {PUBLISHED}."
    )
