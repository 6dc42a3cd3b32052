"""A file that its room reads whole: the same course as a sheet's, checked, taken in, undone; refused in words."""

import gzip
import io

import pytest

from minzhi.engines.intake import api as intake
from minzhi.engines.intake import formats
from minzhi.engines.intake.actions import receiving, taking, whole
from minzhi.engines.intake.actions.refusals import AlreadyReceived, NotNow
from minzhi.engines.intake.jobs import go_on
from minzhi.engines.intake.tests.conftest import DAY
from minzhi.kit.refusal import Refusal
from minzhi.records.files.kinds import Refused
from minzhi.records.parties.models import Party
from minzhi.records.tables.markup import elements, opened, text

XML = "<all>{}</all>"
FIRM = "<firm><name>{}</name></firm>"


class Firms(intake.TakeWhole):
    """Keeps firms out of XML as parties; one that has later work stays."""

    def check(self, path, *, name, on, tell):
        del on
        with opened(path, name) as streams:
            names = [text(each, "name") for _name, stream in streams for each in elements(stream, "firm")]
        tell(len(names), len(names))
        return intake.Tally(read=len(names), new=len(names), first=[(1, "没有地址")], problems=1)

    def take_file(self, path, *, name, sha256, by, on, tell):
        del sha256, by, on
        with opened(path, name) as streams:
            for _name, stream in streams:
                for each in elements(stream, "firm"):
                    Party.objects.create(kind="agency", name=text(each, "name"))
        tell(1, 1)
        return intake.Tally(read=2, new=2)

    def undo_file(self, sha256, *, by, on, tell):
        del sha256, by, on, tell
        gone, _by = Party.objects.exclude(name="有案件").delete()
        return intake.Tally(read=gone, skipped=Party.objects.count(), first=[(2, "有案件")])


FORMAT = intake.Format("tests.firms", "机构数据", (), Firms(), endings=(".xml", ".xml.gz"))


@pytest.fixture
def sent(office, monkeypatch):
    """Return what sends a whole file as Fuzhou's officer and lets it be checked."""
    monkeypatch.setitem(formats._formats, FORMAT.key, FORMAT)  # noqa: SLF001 - a format for the tests alone

    def send(*names, name="firms.xml", content=""):
        given = (content or XML.format("".join(map(FIRM.format, names)))).encode()
        packed = gzip.compress(given) if name.endswith("gz") else given
        arrival = whole.receive_file(io.BytesIO(packed), name=name, of=FORMAT, by=office.fuzhou_officer, on=DAY)
        return go_on(arrival, rows=0, by=office.fuzhou_officer, on=DAY)

    return send


@pytest.fixture
def taken(sent, office):
    """Return what sends a whole file and lets it be taken in."""

    def take(*names):
        arrival = taking.begin(sent(*names), by=office.fuzhou_officer, on=DAY)
        return go_on(arrival, rows=0, by=office.fuzhou_officer, on=DAY)

    return take


def undo(arrival, by):
    return go_on(taking.begin_undo(arrival, by=by, on=DAY), rows=0, by=by, on=DAY)


def test_a_file_is_checked_before_anything_is_kept(sent):
    arrival = sent("甲", "乙", name="firms.xml.gz")
    assert (arrival.state, arrival.tally["read"], arrival.tally["first"]) == ("tried", 2, [[1, "没有地址"]])
    assert Party.objects.count() == 0


def test_a_file_is_taken_in_and_undone_whole(taken, office):
    arrival = taken("甲", "乙")
    assert (arrival.state, Party.objects.count()) == ("taken", 2)
    assert (undo(arrival, office.fuzhou_officer).state, Party.objects.count()) == ("undone", 0)


def test_what_later_work_stands_on_stays_and_says_why(taken, office):
    arrival = undo(taken("甲", "有案件"), office.fuzhou_officer)
    assert (arrival.state, arrival.tally["first"]) == ("taken", [[2, "有案件"]])


def test_a_file_that_defines_entities_is_refused_in_words_and_can_only_be_dropped(sent, office):
    bomb = '<!DOCTYPE all [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><all><firm><name>&b;</name></firm></all>'
    arrival, by = sent(content=bomb), office.fuzhou_officer
    assert "没有导入" in arrival.tally["refused"]
    with pytest.raises(NotNow, match="读不下去"):
        taking.begin(arrival, by=by, on=DAY)
    assert receiving.drop(arrival, by=by, on=DAY).state == "dropped"


def test_a_file_comes_in_once(sent):
    sent("甲")
    with pytest.raises(AlreadyReceived, match="不必再传"):
        sent("甲")


def test_another_ending_is_refused(sent):
    with pytest.raises(NotNow, match=r"\.xml"):
        sent("甲", name="firms.docx")


def test_a_file_that_is_too_large_is_not_kept(sent, monkeypatch):
    monkeypatch.setattr(whole, "LARGEST", 10)
    with pytest.raises(Refused, match="超过"):
        sent("甲")


def test_nobody_else_takes_it_in(sent, office):
    with pytest.raises(Refusal):
        taking.begin(sent("甲"), by=office.xiamen_officer, on=DAY)


def test_its_page_counts_and_names_the_first_problems(sent, office, client):
    client.force_login(office.fuzhou_officer.officer.account)
    page = client.get(sent("甲", "乙").get_absolute_url()).content.decode()
    assert all(each in page for each in ("没有地址", "导入2件", "作废这份文件"))
