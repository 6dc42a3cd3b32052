"""Publicity within the law's limits, persons covered, bars to repair, papers of the steps, cells that are refused."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.engines.intake import api as intake
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.kit.process import FormWrong
from minzhi.programmes.credit import actions, queries
from minzhi.programmes.credit.rules.papers import papers
from minzhi.programmes.credit.rules.publicity import bars_repair
from minzhi.programmes.credit.tests.conftest import FORM, FOUND, code
from minzhi.records.jobs.worker import run_due

DONE = {"duty_done": True, "promised": True}
SHOWN = {"published_on": "2026-05-12", "term": "1y"}
pytestmark = pytest.mark.usefixtures("unbound")


def decide(cast, steps, **changed):
    case = casework.start(
        "credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=FOUND, form={**FORM, **changed}
    )
    return steps(
        case, ("tell", FOUND, {"intended": "认定", "told_on": FOUND.isoformat()}),
        ("decide", FOUND, {"decision": "认定", "measures": "重点监管"}),
    )  # fmt: skip


def test_nothing_is_shown_longer_than_the_law_lets_it(decided, steps):
    with pytest.raises(FormWrong, match="2027-05-10"):
        steps(decided, ("publish", FOUND, {**SHOWN, "term": "2y"}))


def test_what_is_minor_is_only_shown_with_a_reason_and_for_three_months(cast, agency, steps):  # noqa: ARG001 - graded
    minor = decide(cast, steps, weight="minor")
    with pytest.raises(FormWrong, match="轻微失信不公示"):
        steps(minor, ("publish", FOUND, {**SHOWN, "term": "3m"}))
    shown = steps(minor, ("publish", FOUND, {**SHOWN, "term": "3m", "why_shown": "影响较大"}))
    assert [row.due for row in casework.clocks(shown) if row.clock == "shown"] == [date(2026, 8, 10)]


def test_what_was_never_published_is_not_shown_while_its_repair_is_asked_for_or_refused(cast, agency, steps):  # noqa: ARG001 - graded
    minor = steps(decide(cast, steps, weight="minor"), ("ask_repair", FOUND, DONE))
    asked = list(queries.published())
    minor = casework.carry_out(minor, "refuse_repair", by=cast.fuzhou_head, on=FOUND, form={"why": "未履行"})
    assert (asked, minor.state, list(queries.published())) == ([], "decided", [])


def test_a_persons_name_is_covered_on_the_public_page_and_a_firms_is_not(client, cast, agency, published, steps):  # noqa: ARG001 - graded
    person = decide(cast, steps, party="林小海", number="3501001234", document="个人文书")
    steps(person, ("publish", FOUND, SHOWN))
    page = client.get(reverse("credit:published")).content.decode()
    assert ("林**" in page, "林小海" in page, "甲专利代理所" in page) == (True, False, True)


@pytest.mark.parametrize(
    ("document_on", "repaired_on", "found_on", "barred"),
    [
        (date(2023, 5, 10), date(2023, 6, 1), None, True),
        (date(2023, 5, 10), date(2022, 6, 1), None, False),
        (date(2023, 5, 10), None, date(2023, 9, 1), True),
        (date(2023, 5, 10), None, None, False),
        (date(2026, 5, 10), date(2026, 4, 1), date(2026, 6, 1), False),
    ],
)
def test_under_the_rules_of_2022_an_earlier_repair_or_another_finding_bars_repair(
    document_on, repaired_on, found_on, barred
):
    assert bool(bars_repair(document_on, repaired_on, found_on, date(2023, 12, 1))) == barred


def test_each_step_drafts_its_paper(cast, agency, decided):  # noqa: ARG001 - decided
    run_due(clock.now())
    kinds = {each.kind for each in documents.about(decided)}
    assert kinds == {"credit.finding_notice", "credit.finding_decision"}


def test_every_paper_says_what_its_fields_are():
    for name, _title, fields, skeleton in papers():
        said = {key for key, _label in fields if f"{{{{ {key} }}}}" in skeleton}
        assert {key for key, _label in fields if key not in {"number", *said}} == set(), name


def test_a_draw_has_its_plan_a_record_of_each_check_and_its_results(cast, agency):
    officers = [cast.fuzhou_officer.officer, cast.fuzhou_head.officer]
    day = FOUND + timedelta(days=10)
    draw = actions.plan_checks(name="抽查", officers=officers, draws_on=day, by=cast.fuzhou_officer, on=FOUND)
    scoring.publish_draw(draw, by=cast.fuzhou_officer, on=FOUND)
    [lot] = scoring.lots(scoring.draw_lots(draw, by=cast.fuzhou_officer, on=day))
    scoring.check_object(lot, outcome=scoring.Lot.Outcome.FOUND, words="记录不全", by=cast.fuzhou_officer, on=day)
    actions.write_papers(draw, by=cast.fuzhou_officer, on=day)
    kinds = [each.kind for about in (draw, lot) for each in documents.about(about)]
    assert (sorted(kinds), queries.hits_by_tier(day), agency.number == lot.ref) == (
        ["credit.check_plan", "credit.check_record", "credit.check_results"], [("A", 1, 1)], True,
    )  # fmt: skip


HEADINGS = "统一社会信用代码,失信行为,依据文书,文书生效日,提供单位\n"
TOMORROW = (FOUND + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([(code(1), "文", "2026-05-01"), (code(1), "文", "2026-05-01")], "number"),
        ([(code(1)[:-1] + "O", "文", "2026-05-01")], "number"),
        ([(code(1), "文", TOMORROW)], "effective_on"),
        ([(code(9), "文", "2026-05-01")], "number"),
    ],
)
def test_a_subject_twice_a_wrong_code_a_day_to_come_or_an_unknown_number_is_refused_by_cell(cast, agency, rows, cell):  # noqa: ARG001 - graded
    sheet = HEADINGS + "".join(f"{number},代理违法受到处罚,{document},{day},某局\n" for number, document, day in rows)
    by = cast.fuzhou_officer
    arrival = intake.receive(sheet.encode(), name="表.csv", of=actions.FORMAT, by=by, on=FOUND)
    if arrival.state == intake.Arrival.State.RECEIVED:
        arrival = intake.confirm(arrival, arrival.mapping, by=by, on=FOUND)
    intake.read(arrival, by=by, on=FOUND)
    faults = [line.faults for line in intake.Line.unscoped.filter(arrival=arrival).order_by("pk")]
    assert [cell in each for each in faults][-1] is True
