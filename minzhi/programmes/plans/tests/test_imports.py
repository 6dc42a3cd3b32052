"""Values that cities state come as a sheet: each wrong cell is named, what was taken in may be taken back."""

import io

import pytest
from openpyxl import Workbook

from minzhi.engines.intake import api as intake
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.plans import actions
from minzhi.programmes.plans.models import Stated
from minzhi.programmes.plans.rules.appraisal import quantity
from minzhi.programmes.plans.tests.conftest import DAY

pytestmark = pytest.mark.usefixtures("unbound")
HEAD = ("设区市", "数值代号", "年度", "数值", "数据时点", "来源")
ROW = ("福州", "pledges", "2022", "50", "2022-12-31", "统计公报")


def changed(**given):
    names = ("unit", "key", "year", "number", "as_of", "source")
    return tuple({**dict(zip(names, ROW, strict=True)), **given}.values())


def book(*rows):
    made, kept = Workbook(), io.BytesIO()
    for row in (HEAD, *rows):
        made.active.append(row)
    made.save(kept)
    return "数值.xlsx", kept.getvalue()


def csv(*rows):
    return "数值.csv", "\n".join(",".join(row) for row in (HEAD, *rows)).encode()


@pytest.fixture
def sent(cast):
    """Return what sends a file in and reads it."""

    def give(name, content, *, by=None):
        by = by or cast.fuzhou_officer
        arrival = intake.receive(content, name=name, of=actions.imports.FORMAT, by=by, on=DAY)
        if arrival.state == intake.Arrival.State.RECEIVED:
            arrival = intake.confirm(arrival, arrival.mapping, by=by, on=DAY)
        intake.read(arrival, by=by, on=DAY)
        return arrival

    return give


def faults(arrival):
    rows = intake.Line.unscoped.filter(arrival=arrival).order_by("number")
    return [(line.number, sorted(line.faults)) for line in rows if line.faults]


@pytest.mark.parametrize("made", [book, csv])
def test_what_is_wrong_is_said_by_row_and_cell(sent, made):
    wrong = (
        changed(number="51"), changed(key="unknown"), changed(year="2021", as_of="2023-06-02"), changed(unit="厦门"),
        changed(year="2031"), changed(year="2020", number="很多"), changed(year="2019", unit="不明市"),
    )  # fmt: skip
    assert faults(sent(*made(ROW, *wrong))) == [
        (3, ["unit"]), (4, ["key"]), (5, ["as_of"]), (6, ["unit"]), (7, ["year"]), (8, ["number"]), (9, ["unit"]),
    ]  # fmt: skip


def test_what_is_stated_already_is_said_in_the_cell_of_its_number(sent, state):
    state("pledges", 50)
    assert faults(sent(*book(ROW))) == [(2, ["number"])]


def test_the_province_states_for_every_city(cast, sent):
    assert faults(sent(*csv(ROW, changed(unit="厦门")), by=cast.protection_officer)) == []


def test_a_sheet_taken_in_counts_and_taken_back_counts_no_more(cast):
    row = {"key": "p", "label": "质押", "expression": "pledges"}
    document = {"quantities": [quantity("pledges", "质押", "亿元")], "indicators": [row]}
    tree = scoring.adopt_tree("t", "测评", document, valid_from=DAY, by=cast.protection_head, on=DAY)
    made = actions.imports.Values().take(
        {"unit": "fuzhou", "key": "pledges", "year": 2022, "number": 50, "as_of": DAY, "source": "公报"},
        by=cast.fuzhou_officer, on=DAY,
    )  # fmt: skip
    scoring.count(tree)
    [before] = scoring.drill(tree, [cast.fuzhou], ["2022"])
    actions.imports.Values().undo(made, by=cast.fuzhou_officer, on=DAY)
    scoring.count(tree)
    [after] = scoring.drill(tree, [cast.fuzhou], ["2022"])
    said = [(row.value, row.missing) for line in (before, after) for row in line.rows]
    assert (said, Stated.unscoped.count()) == ([(50, ()), (0, ("pledges",))], 0)


def test_a_value_corrected_since_is_not_taken_back(cast, state):
    first = state("pledges", 50)
    state("pledges", 60, correct=True)
    with pytest.raises(actions.CannotFollow, match="已更正过"):
        actions.take_back(first, by=cast.fuzhou_officer, on=DAY)
