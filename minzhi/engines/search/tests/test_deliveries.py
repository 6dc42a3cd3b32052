"""Files and tables of rights come in through intake: tried, taken in, found, taken back; names are ruled."""

import io
import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from minzhi.engines.intake import api as intake
from minzhi.engines.search import actions, keeping, queries
from minzhi.engines.search.deliveries import TABLE, WHOLE, item_of
from minzhi.engines.search.index.keeping import home
from minzhi.kit.numbers import BadNumber
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.models import Fact
from minzhi.records.rights.models import NameRuling, Right
from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents

pytestmark = pytest.mark.django_db
DAY = date(2023, 9, 30)
LINES = "".join(line_of(item) + "\n" for item in patents(20, seed=1)).encode()


def arrived(by):
    arrival = intake.receive_file(io.BytesIO(LINES), name="a.jsonl", of=WHOLE["lines"], by=by, on=DAY)
    return intake.go_on(arrival, rows=0, by=by, on=DAY)


def test_a_file_is_tried_taken_in_found_and_taken_back(cast):
    by = cast.protection_officer
    arrival = arrived(by)
    assert (arrival.state, arrival.tally["new"], Right.objects.count()) == ("tried", 20, 0)
    arrival = intake.go_on(intake.begin(arrival, by=by, on=DAY), rows=0, by=by, on=DAY)
    keeping.bring_up_to_date()
    assert (arrival.state, queries.count("*")) == ("taken", 20)
    arrival = intake.go_on(intake.begin_undo(arrival, by=by, on=DAY), rows=0, by=by, on=DAY)
    keeping.bring_up_to_date()
    assert (arrival.state, queries.count("*")) == ("undone", 0)


def test_what_a_killed_indexer_left_does_not_stop_the_next(cast):
    by = cast.protection_officer
    arrival = intake.go_on(intake.begin(arrived(by), by=by, on=DAY), rows=0, by=by, on=DAY)
    keeping.bring_up_to_date()
    folder = home() / json.loads((home() / "current.json").read_text())["folder"]
    [segment] = {path.stem for path in folder.glob("*.store")}
    left = [f"{segment}.{number}.del" for number in range(1, 100)]  # as a commit writes them, one before the kill
    managed = json.loads((folder / ".managed.json").read_text())
    (folder / ".managed.json").write_text(json.dumps([*managed, *left]))
    for name in left:
        (folder / name).write_bytes(b"")
    intake.go_on(intake.begin_undo(arrival, by=by, on=DAY), rows=0, by=by, on=DAY)
    keeping.bring_up_to_date()
    assert (queries.count("*"), [name for name in left if (folder / name).exists()]) == (0, [])


def test_a_table_of_another_system_is_read_by_its_headings(cast):
    book = Workbook()
    book.active.append(
        ["公开（公告）号", "申请号", "标题", "申请(专利权)人", "公开（公告）日", "IPC分类号", "当前法律状态"]
    )
    book.active.append(
        [
            "CN110083831A",
            "CN201910302430.1",
            "一种方法",
            "甲公司；乙大学",
            "2019-08-02",
            "G06F 17/27; G06F 40/30",
            "有效",
        ]
    )
    content, by = BytesIO(), cast.protection_officer
    book.save(content)
    arrival = intake.receive(content.getvalue(), name="a.xlsx", of=TABLE, by=by, on=DAY)
    arrival = intake.confirm(arrival, arrival.mapping, by=by, on=DAY)
    arrival = intake.go_on(arrival, rows=1, by=by, on=DAY)
    assert arrival.state == "tried", arrival.state
    intake.go_on(intake.begin(arrival, by=by, on=DAY), rows=1, by=by, on=DAY)
    right = Right.objects.get()
    assert (right.title, right.applicants, right.state, right.classes) == (
        "一种方法", ["甲公司", "乙大学"], "in_force", {"ipc": ["G06F17/27", "G06F40/30"]}
    )  # fmt: skip


@pytest.mark.parametrize("number", ["US" + "1" * 250 + "A", "US123A", "110083831", "CN410083831A", "US１２３４５"])
def test_a_number_that_no_office_gives_is_refused(number):
    with pytest.raises((Refusal, BadNumber), match="公开号"):
        item_of({"publication": number})


def test_a_ruled_name_is_found_and_counted_as_its_holder_until_the_ruling_is_undone(cast):
    by = cast.protection_officer
    intake.go_on(intake.begin(arrived(by), by=by, on=DAY), rows=0, by=by, on=DAY)
    keeping.bring_up_to_date()
    name = Right.objects.first().applicants[0]
    count = queries.count(f'PA="{name}"')
    actions.rule_names([name], "归一后的公司", by=by, on=DAY)
    keeping.bring_up_to_date()
    assert (queries.count("PA=归一后的公司"), queries.count(f'PA="{name}"')) == (count, count)
    actions.undo_ruling(NameRuling.objects.get(), by=by, on=DAY)
    keeping.bring_up_to_date()
    assert (queries.count("PA=归一后的公司"), Fact.unscoped.filter(kind__startswith="search.name_rul").count()) == (
        0,
        2,
    )
