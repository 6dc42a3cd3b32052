"""The files of the offices are read field by field, and hostile ones are refused."""

import gzip
import zipfile

import pytest

from minzhi.records.rights.reading.formats import items
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents
from minzhi.records.tables.markup import BadFile

CNIPA = {
    "title": "一种静电热管热交换式除尘器",
    "applicants": ["东北工学院"],
    "inventors": ["于纯让"],
    "agency": "东北工学院专利事务所",
    "classes": {"ipc": ["B03C3/09", "F28F1/38", "F28G1/02"]},
    "filed_on": "1985-04-01",
    "address": "辽宁省沈阳市和平区文化路一段一号",
    "province": "辽宁省",
    "city": "沈阳市",
    "county": "和平区",
}
USPTO = {
    "title": "Methods and systems for transactional tunneling",
    "applicants": ["Bluestreak.com"],
    "inventors": ["John Charles Croy"],
    "agency": "Joseph H. Born",
    "classes": {"ipc": ["G06F15/00", "G06F17/00", "G06F17/21", "G06F17/24"]},
    "filed_on": "2001-04-10",
    "granted_on": "2005-02-22",
    "citations": [
        "US5793966A",
        "US6205482B1",
        "US20020055909A1",
        "US20020069244A1",
        "US20020078093A1",
        "US20020095387A1",
        "US20020152126A1",
        "US20030208684A1",
    ],
}
EPO = {
    "applicants": ["BEHEERMAATSCHAPPIJ DE BOER NIJMEGEN B.V"],
    "inventors": ["KOSMAN, WILHELMUS JACOBUS MARIA"],
    "priorities": [["NL19981010536", "19981112"]],
    "family": "19768124",
    "citations": ["DE3546191A1", "EP0680812A1", "NL9400663A"],
}
MARK = {
    "title": "CUTEX",
    "goods": "EMERY BOARDS",
    "applicants": ["CUTEX, INC."],
    "agency": "Steven Rosenthal",
    "filed_on": "1918-07-11",
    "classes": {"nice": ["008"]},
    "granted_on": "1919-01-14",
    "state": "in_force",
    "state_on": "2018-02-17",
    "province": "US",
    "city": "NEW YORK",
    "address": "ONE NEW YORK PLAZA, NEW YORK, NY, 10004",
}
GOLD = [
    ("cnipa-xml", "patents/cnipa_xml/CN101985000000312CN00000851003120AFULZH19870204CN00Z.XML", 0, CNIPA),
    ("uspto-xml", "patents/uspto/US06859910.xml", 0, USPTO),
    ("epo-xml", "patents/epo_ops/ep1000000_full_cycle_result.xml", 0, EPO),
    ("uspto-marks", "marks/uspto_trademark_daily_sample.xml", 4, MARK),
]
FILES = [
    ("cnipa-xml", "patents/cnipa_xml/*", 3),
    ("uspto-xml", "patents/uspto/*", 3),
    ("epo-xml", "patents/epo_ops/[bcde]*.xml", 7),
    ("uspto-marks", "marks/*.xml", 11),
    ("gazette-csv", "patents/*fujian.csv", 2587),
]
CALLED = "<a><case-file><serial-number>&x;</serial-number></case-file></a>"
XXE = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]>{CALLED}'.encode()
LAUGHS = f'<!DOCTYPE a [<!ENTITY y "ha"><!ENTITY x "&y;&y;">]>{CALLED}'.encode()
UNKNOWN = b"<a><case-file><serial-number>1</serial-number><colour>red</colour></case-file></a>"


@pytest.mark.parametrize(("form", "path", "place", "gold"), GOLD)
def test_a_document_is_read_field_by_field(real_data, form, path, place, gold):
    item = list(items(real_data / path, form))[place]
    assert {name: item.fields.get(name) for name in gold} == gold


@pytest.mark.parametrize(("form", "pattern", "count"), FILES)
def test_all_real_files_are_read(real_data, form, pattern, count):
    found = [item for path in sorted(real_data.glob(pattern)) for item in items(path, form)]
    assert (len(found), [item for item in found if not item.as_written]) == (count, [])


def test_a_claim_is_a_paragraph(real_data):
    path = real_data / GOLD[1][1]
    claims = next(items(path, "uspto-xml")).fields["claims"].split("\n")
    assert [claim.partition(" ")[0] for claim in claims] == ["1.", "2."]


def test_every_event_of_a_mark_is_read(real_data):
    found = list(items(real_data / GOLD[3][1], "uspto-marks"))
    assert (sum(len(item.events) for item in found), found[0].events[0].text) == (
        168,
        "NOA E-MAILED - SOU REQUIRED FROM APPLICANT",
    )


@pytest.mark.parametrize(
    "content", [LAUGHS, UNKNOWN, UNKNOWN[:40], b"", b"{}"], ids=["laughs", "unknown", "cut", "empty", "json"]
)
def test_a_hostile_or_changed_file_is_refused(tmp_path, content):
    (tmp_path / "a.xml").write_bytes(content)
    with pytest.raises(BadFile):
        list(items(tmp_path / "a.xml", "uspto-marks"))


def test_no_entity_reads_a_file_of_this_machine(tmp_path):
    (tmp_path / "a.xml").write_bytes(XXE)
    with pytest.raises(BadFile):
        list(items(tmp_path / "a.xml", "uspto-marks"))


def test_an_unknown_field_is_named(tmp_path):
    (tmp_path / "a.xml").write_bytes(UNKNOWN)
    with pytest.raises(BadFile, match="colour"):
        list(items(tmp_path / "a.xml", "uspto-marks"))


def test_archives_are_read_and_broken_ones_refused(tmp_path):
    lines = "".join(line_of(item) + "\n" for item in patents(3, seed=1)).encode()
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.jsonl", lines)
    whole = gzip.compress(lines)
    (tmp_path / "a.gz").write_bytes(whole)
    (tmp_path / "b.gz").write_bytes(whole[:-20])
    assert [len(list(items(tmp_path / name, "lines"))) for name in ("a.zip", "a.gz")] == [3, 3]
    with pytest.raises(BadFile):
        list(items(tmp_path / "b.gz", "lines"))


def test_made_up_patents_are_the_same_for_a_seed():
    first, second = ([line_of(item) for item in patents(50, seed=3)] for _time in range(2))
    assert first == second


def test_nothing_made_up_is_published_before_it_was_filed_or_after_the_day_of_the_collection():
    days = [(item.fields["filed_on"], str(item.said_on)) for item in patents(500, seed=4)]
    assert [pair for pair in days if not pair[0] < pair[1] <= "2023-09-30"] == []
