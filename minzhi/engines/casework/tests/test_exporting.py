"""A closed case leaves as one archive: who did what when, and the hash of every part; an open one does not."""

import hashlib
import io
import zipfile
from datetime import date

import pytest
from lxml import etree

from minzhi.engines.casework import api
from minzhi.engines.casework.exporting import NAMESPACE, exported
from minzhi.engines.casework.tests.conftest import DAY
from minzhi.kit.process import NotNow
from minzhi.records.scope.ambient import everything

LATER = date(2023, 9, 18)


@pytest.fixture
def closed(sheet, chen, lin):
    """Return a case that was opened, answered and settled."""
    api.act(sheet, "reply", by=chen, on=DAY, roles={"signer"}, form={"words": "已整改"})
    return api.act(sheet, "settle", by=lin, on=LATER, roles={"supervisor"})


def parts(case):
    with everything(LATER, why="a test"), zipfile.ZipFile(io.BytesIO(exported(case, on=LATER))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_log_says_who_did_what_when_under_which_law(closed, chen):
    root = etree.fromstring(parts(closed)["case.xml"])
    events = root.findall(f".//{{{NAMESPACE}}}event")
    assert [event.get("action") for event in events] == ["issue", "reply", "settle"]
    assert (events[1].get("officer"), events[1].get("on")) == (chen.officer.name, DAY.isoformat())
    assert (root.get("closed"), events[1].findtext(f"{{{NAMESPACE}}}field")) == (LATER.isoformat(), "已整改")


def test_every_part_has_its_hash(closed):
    whole = parts(closed)
    sums = dict(reversed(line.split("  ")) for line in whole.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in whole.items()}


def test_the_same_case_gives_the_same_bytes(closed):
    with everything(LATER, why="a test"):
        assert exported(closed, on=LATER) == exported(closed, on=LATER)


def test_an_open_case_stays(sheet):
    with pytest.raises(NotNow):
        exported(sheet, on=DAY)
