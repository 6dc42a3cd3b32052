"""Worked examples E1 to E3, an import, shared copies, and a whole journey from "why C" to the withdrawal."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock, indicators
from minzhi.kit.indicators import Period
from minzhi.kit.process import FormWrong, NotNow
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.programmes.credit import actions, queries
from minzhi.programmes.credit.rules.publicity import MAY, Weight, may_be_left_out, shown
from minzhi.programmes.credit.rules.scheme import ACTS, KEY, document
from minzhi.programmes.credit.tests.conftest import FORM, FOUND, SINCE, code
from minzhi.records.facts.actions import record
from minzhi.records.outbox.models import Outgoing
from minzhi.records.parties.models import Party

DONE = {"duty_done": True, "promised": True}
pytestmark = pytest.mark.usefixtures("unbound")


def test_e1_an_ordinary_fine_may_be_repaired_after_three_months_and_stops_after_a_year():
    found = shown(Weight.ORDINARY, date(2026, 5, 10))
    assert (found.repair_on, found.stops_on, found.by.confirmed) == (date(2026, 8, 10), date(2027, 5, 10), True)


@pytest.mark.parametrize(("repeats", "stops_on"), [(0, 2024), (1, 2025), (2, 2026), (5, 2026)])
def test_under_the_rules_of_2022_each_repeat_adds_a_year_up_to_three_and_that_is_unconfirmed(repeats, stops_on):
    found = shown(Weight.ORDINARY, date(2023, 5, 10), repeats)
    assert (found.stops_on, found.by.confirmed) == (date(stops_on, 5, 10), False)


def test_under_order_36_a_repeat_adds_nothing():
    assert shown(Weight.ORDINARY, date(2026, 5, 10), 3).stops_on == date(2027, 5, 10)


@pytest.mark.parametrize(
    ("weight", "document_on", "repair_on", "stops_on"),
    [
        (Weight.SERIOUS, date(2026, 5, 10), date(2027, 5, 10), date(2029, 5, 10)),
        (Weight.MINOR, date(2026, 5, 10), date(2026, 5, 10), date(2026, 8, 10)),
        (Weight.SERIOUS, date(2023, 5, 10), date(2023, 11, 10), date(2024, 5, 10)),
        (Weight.ORDINARY, date(2026, 3, 31), date(2026, 9, 30), date(2027, 3, 31)),
    ],
)
def test_each_regime_holds_for_documents_of_its_days(weight, document_on, repair_on, stops_on):
    found = shown(weight, document_on)
    assert (found.repair_on, found.stops_on) == (repair_on, stops_on)


def test_repeats_are_the_findings_that_were_still_shown_on_the_day_of_the_document(cast, published):
    form = {**FORM, "document": "又一份决定书", "document_on": "2026-05-20"}
    again = casework.start("credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=date(2026, 5, 21), form=form)
    late = {**form, "document": "第三份", "document_on": "2027-06-01"}
    after = casework.start("credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=date(2027, 6, 2), form=late)
    assert [queries.repeats(each) for each in (published, again, after)] == [0, 1, 0]


def test_e1_repair_is_refused_a_day_early_and_accepted_on_the_day(published, steps):
    with pytest.raises(NotNow, match="2026-08-10"):
        steps(published, ("ask_repair", date(2026, 8, 9), DONE))
    with pytest.raises(FormWrong):
        steps(published, ("ask_repair", date(2026, 8, 10), {**DONE, "promised": False}))
    assert steps(published, ("ask_repair", date(2026, 8, 10), DONE)).state == "repairing"


def test_e1_publication_stops_by_itself_at_the_maximum(published):
    [row] = [clock for clock in casework.clocks(published) if clock.clock == "shown"]
    before = [case.state for case in casework.lapse_due(on=date(2027, 5, 10))]
    after = [case.state for case in casework.lapse_due(on=date(2027, 5, 11))]
    assert (row.due, before, after, list(queries.published())) == (date(2027, 5, 10), [], ["ended"], [])


def stands(agency, on):
    found = scoring.standing(agency, on)
    return found.grade, found.points


def test_e1_after_repair_the_score_is_recomputed_and_recipients_are_told_the_same_day(cast, agency, published, steps):
    steps(published, ("share", FOUND, {"recipients": "xiamen\n某银行"}))
    day = date(2026, 9, 1)
    before = stands(agency, day)
    steps(published, ("ask_repair", date(2026, 8, 10), DONE), ("repair", day, {"why": "条件齐备"}))
    told = Outgoing.objects.filter(code="scoring.withdrawn", given_on=day).values_list("officer__name", flat=True)
    assert (before, stands(agency, day), set(told)) == (
        ("C", 70), ("A", 90), {cast.xiamen_officer.officer.name, cast.xiamen_head.officer.name},
    )  # fmt: skip
    assert (list(queries.published()), scoring.Sharing.objects.filter(withdrawn_on=day).count()) == ([], 2)


def test_e2_abnormal_filings_withdrawn_in_time_may_be_left_out_and_the_officer_says_why(cast, scheme, steps):  # noqa: ARG001 - in force
    form = {**FORM, "act": "abnormal", "withdrawn": True, "repaid": True, "facts": "18件"}
    found = may_be_left_out("abnormal", withdrawn=True, repaid=True, on=FOUND)
    case = casework.start("credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=FOUND, form=form)
    with pytest.raises(FormWrong):
        steps(case, ("leave_out", FOUND, {}))
    assert (found.result, steps(case, ("leave_out", FOUND, {"why": "及时纠正"})).state) == (MAY, "not_recorded")


def test_e2_nothing_else_may_be_left_out(cast, scheme, steps):  # noqa: ARG001 - in force
    case = casework.start("credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=FOUND, form=FORM)
    with pytest.raises(NotNow, match="不能不记入"):
        steps(case, ("leave_out", FOUND, {"why": "想不记"}))


def test_e3_the_plan_takes_grades_and_shares_and_the_listed_leave_the_pool(cast, scheme, monkeypatch):  # noqa: ARG001 - in force
    sizes, day = (("A", 120), ("B", 60), ("C", 15), ("D", 5)), SINCE + timedelta(days=1)
    lost = {"A": (), "B": ("abnormal",), "C": ("agency",), "D": ("agency", "agency", "abnormal")}
    numbers = iter(range(100, 400))
    kept = {grade: [code(next(numbers)) for _number in range(size)] for grade, size in sizes}
    monkeypatch.setattr(actions, "listed_by_law", lambda _numbers: set(kept["C"][:2]))
    for grade, codes in kept.items():
        for number in codes:
            party = Party.objects.create(kind="agency", name=number, credit_code=number)
            graded = actions.grade(party, by=cast.fuzhou_officer, on=SINCE)
            for place, act in enumerate(lost[grade]):
                scoring.give_mark(
                    graded, act, document=f"文{place}", effective_on=SINCE, by=cast.fuzhou_officer, on=SINCE
                )
    made = actions.plan_checks(
        name="年度抽查", officers=[cast.fuzhou_officer.officer, cast.fuzhou_head.officer],
        draws_on=day + timedelta(days=10), by=cast.fuzhou_officer, on=day,
    )  # fmt: skip
    scoring.publish_draw(made, by=cast.fuzhou_officer, on=day)
    drawn = scoring.draw_lots(made, by=cast.fuzhou_officer, on=day + timedelta(days=10))
    tiers = [lot.tier for lot in scoring.lots(drawn)]
    assert ({grade: tiers.count(grade) for grade, _size in sizes}, len(tiers)) == ({"A": 4, "B": 6, "C": 6, "D": 5}, 21)


def test_no_row_that_is_shipped_has_points_that_nobody_gave():
    rules = scoring.read(document())
    assert ([rule.key for rule in rules.rules if rule.points is not None], len(rules.unknown)) == ([], len(ACTS) + 1)


def test_a_record_of_another_body_with_a_day_to_come_or_an_unknown_number_is_refused(cast, agency):  # noqa: ARG001 - graded
    row = {
        "number": code(1),
        "act": "agency",
        "document": "文",
        "effective_on": FOUND + timedelta(days=1),
        "body": "某局",
    }
    for wrong, said in (({}, "之后"), ({"number": code(9)}, "没有编号")):
        with pytest.raises(Refusal, match=said):
            actions.Records().take({**row, **wrong}, by=cast.fuzhou_officer, on=FOUND)


def test_an_imported_record_counts_and_its_undoing_takes_it_back(cast, agency):
    row = {"number": code(1), "act": "agency", "document": "文", "effective_on": FOUND, "body": "某局"}
    made = actions.Records().take(row, by=cast.fuzhou_officer, on=FOUND)
    before = stands(agency, FOUND)
    actions.Records().undo(made, by=cast.fuzhou_officer, on=FOUND)
    assert (before, stands(agency, FOUND)) == (("C", 70), ("A", 90))


def test_a_record_that_is_there_already_is_refused_in_another_file_too(cast, agency):  # noqa: ARG001 - graded
    row = {"number": code(1), "act": "agency", "document": "文", "effective_on": FOUND, "body": "某局"}
    actions.Records().take(row, by=cast.fuzhou_officer, on=FOUND)
    with pytest.raises(Refusal, match="只记一次"):
        actions.Records().take(row, by=cast.fuzhou_officer, on=FOUND)


def test_a_journey_from_why_c_to_the_withdrawal(client, cast, agency, decided, steps, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: FOUND)
    steps(decided, ("share", FOUND, {"recipients": "xiamen"}))
    given = {"code": scoring.give_code(agency, by=cast.fuzhou_officer, on=FOUND)}
    own = client.post(reverse("scoring:own"), given).content.decode()
    mark = scoring.Mark.objects.get()
    client.post(reverse("scoring:own"), {**given, "mark": mark.uid, "words": "处罚的是另一家"})
    [said] = scoring.open_objections(KEY)
    client.force_login(cast.fuzhou_officer.officer.account)
    client.post(said.get_absolute_url(), {"upheld": "yes", "reason": "证据属实", "seen": said.version})
    public = client.get(reverse("credit:published")).content.decode()
    told = Outgoing.objects.filter(code="scoring.withdrawn").count()
    assert (FORM["document"] in own, stands(agency, FOUND)[0], agency.label in public, told) == (True, "A", True, 2)


def test_figures_count_findings_repairs_and_checks(cast, published, steps):
    steps(published, ("ask_repair", date(2026, 8, 10), DONE), ("repair", date(2026, 8, 20), {"why": "齐备"}))
    names = ("graded", "decided", "repaired", "repair_days", "upheld")
    found = [indicators.get(f"credit.{name}").compute(cast.fuzhou.uid, Period(2026)).amount for name in names]
    assert [int(amount) for amount in found] == [1, 1, 1, 10, 0]


def test_the_room_plans_checks_on_its_page(client, cast, agency, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: FOUND)
    client.force_login(cast.fuzhou_officer.officer.account)
    officers = [cast.fuzhou_officer.officer.pk, cast.fuzhou_head.officer.pk]
    said = {"name": "抽查", "draws_on": "2026-06-01", "officers": officers}
    wrong = [client.post(reverse("credit:checks"), {**said, "apart": f"{number} 林"}) for number in (code(9), "")]
    assert [each.status_code for each in wrong] == [422, 422]
    told = client.post(reverse("credit:checks"), said)
    pages = [client.get(reverse(f"credit:{name}")).status_code for name in ("room", "subjects", "checks", "shared")]
    assert (told.status_code, pages, agency.number) == (302, [200] * 4, scoring.Lot.objects.get().ref)


def test_a_finding_whose_objection_was_upheld_is_shown_and_shared_no_more(cast, agency, published, steps):
    said = scoring.object_to(agency, words="处罚的是另一家", mark=scoring.Mark.objects.get(), on=FOUND)
    before = len(queries.published())
    scoring.decide_objection(said, upheld=True, reason="证据属实", by=cast.fuzhou_officer, on=FOUND)
    with pytest.raises(FormWrong):
        steps(published, ("share", FOUND, {"recipients": "xiamen"}))
    assert (before, queries.published()) == (1, [])


def test_showing_does_not_end_because_an_officer_says_so(published, steps):
    with pytest.raises(NotYours):
        steps(published, ("end", date(2026, 6, 1), {}))


def test_what_was_not_shown_is_closed_after_its_longest_time(decided, steps):
    with pytest.raises(NotNow, match="最长期限到2027-05-10"):
        steps(decided, ("lapse", date(2027, 5, 10), {}))
    assert steps(decided, ("lapse", date(2027, 5, 11), {})).state == "ended"


def test_repair_after_the_last_day_prolongs_nothing(agency, decided, steps):
    late = date(2027, 5, 20)
    steps(decided, ("ask_repair", date(2027, 5, 9), DONE), ("repair", late, {"why": "齐备"}))
    assert [stands(agency, day)[0] for day in (date(2027, 5, 10), date(2027, 5, 11), late)] == ["C", "A", "A"]


def test_a_number_written_as_nobody_has_it_is_refused(cast, agency):  # noqa: ARG001 - graded
    form = {**FORM, "number": FORM["number"].lower()}
    with pytest.raises(FormWrong, match="须大写"):
        casework.start("credit.finding", unit=cast.fuzhou, by=cast.fuzhou_officer, on=FOUND, form=form)


def test_who_is_taken_off_one_listing_and_stands_on_another_is_checked_by_law_still(cast):
    for kind, listing in (("listed_abnormal", "fuzhou"), ("listed_abnormal", "xiamen"), ("taken_off", "xiamen")):
        about = {"subject": getattr(cast, listing), "payload": {"number": code(1)}}
        record(f"agencies.{kind}", by=cast.protection_officer, on=FOUND, **about)
    assert queries.listed_by_law([code(1), code(2)]) == {code(1)}
