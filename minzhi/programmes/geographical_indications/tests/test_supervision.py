"""Risk, checks by lot, leads that enforcement takes up, quarterly returns, protected signs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from minzhi.engines.register import api as register
from minzhi.engines.scoring import api as scoring
from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions.refusals import TooMuch, Wrong
from minzhi.programmes.geographical_indications.models import Lead, Movement, Return
from minzhi.programmes.geographical_indications.queries.returns import figures
from minzhi.programmes.geographical_indications.queries.signs import held
from minzhi.programmes.geographical_indications.queries.supervision import users, watched
from minzhi.programmes.geographical_indications.rules.risk import Signs, risk
from minzhi.programmes.geographical_indications.tests.conftest import DAY
from minzhi.records.facts.models import Fact

SHARES = {"high": Decimal(1), "medium": Decimal("0.5"), "low": Decimal("0.1")}


@pytest.fixture
def browse(client, cast):
    client.force_login(cast.fuzhou_officer.officer.account)
    return client


def tier_of(producer):
    return dict(watched(users(), DAY))[producer].tier


@pytest.mark.parametrize(
    ("signs", "tier"),
    [({}, "low"), ({"copied": 1}, "medium"), ({"used_on": DAY - timedelta(days=366)}, "medium"),
     ({"off_standard": 1, "copied": 1}, "high"), ({"beyond": 1}, "high"), ({"leads": 2}, "high")],
)  # fmt: skip
def test_the_highest_tier_that_a_sign_asks_for(signs, tier):
    assert risk(Signs(**{"used_on": DAY, **signs}), DAY).tier == tier


@pytest.mark.usefixtures("tea")
def test_a_user_who_never_used_the_mark_is_watched_with_the_reason():
    (_producer, found), *_rest = watched(users(), DAY)
    assert (found.tier, found.reasons, len(_rest)) == ("medium", ("一年以上没有使用专用标志",), 0)


def test_who_asked_for_too_many_codes_is_watched_closely(tea, batch):
    actions.issue(batch, 600, **tea.by)
    before = tier_of(tea.one)
    with pytest.raises(TooMuch):
        actions.issue(batch, 1, **tea.by)
    assert (before, tier_of(tea.one)) == ("low", "high")


@pytest.fixture
def lead(tea):
    seen = actions.Seen(
        indication=tea.indication, producer=tea.one, source="online", act="style", place="https://shop.example/1",
        says="标题写“演示花茶风格”",
    )  # fmt: skip
    return actions.raise_lead(seen, **tea.by)


def test_a_lead_makes_a_user_watched_and_its_fact_names_nobody(tea, lead):
    fact = Fact.unscoped.get(kind="geographical_indications.lead_raised")
    assert (tier_of(tea.one), lead.says in str(fact.payload), tea.one.name in str(fact.payload)) == (
        "high", False, False,
    )  # fmt: skip


def test_a_lead_that_says_nothing_is_refused(tea):
    with pytest.raises(Wrong, match="看到了什么"):
        actions.raise_lead(
            actions.Seen(indication=tea.indication, source="online", act="style", place="x", says=" "), **tea.by
        )


def test_checks_are_drawn_among_users_by_their_tier_with_a_seed_published_before(tea, cast):
    officers = [cast.fuzhou_officer.officer, cast.fuzhou_head.officer]
    draw = actions.plan_checks(
        name="演示抽查", shares=SHARES, officers=officers, draws_on=DAY + timedelta(days=3), **tea.by
    )
    scoring.publish_draw(draw, **tea.by)
    scoring.draw_lots(draw, by=cast.fuzhou_officer, on=DAY + timedelta(days=3))
    lot = scoring.Lot.objects.get(draw=draw)
    scoring.check_object(lot, outcome="found", words="标签缺代码", by=cast.fuzhou_officer, on=DAY + timedelta(days=4))
    assert (draw.seed != "", lot.tier, lot.ref, tier_of(tea.one)) == (True, "medium", str(tea.one.uid), "high")


def test_a_quarter_is_filled_from_the_register_and_sent_once(tea, batch, browse):
    actions.issue(batch, 50, **tea.by)
    page = reverse("geographical_indications:quarter", args=[tea.indication.uid])
    sent = browse.post(f"{page}?period=2023Q3", {"asked": "return", "online": "12.5"})
    made = Return.unscoped.get()
    assert (sent.status_code, made.figures["codes"], made.figures["by_users"], made.said) == (
        302, "50", "50.0", {"online": "12.5"},
    )  # fmt: skip
    again = browse.post(f"{page}?period=2023Q3", {"asked": "return"})
    assert (again.status_code, "已于2023-09-12报送" in again.content.decode()) == (422, True)


def test_what_cannot_be_computed_stays_empty(tea):
    found = {each.name: each.value for each in figures(tea.indication, tea.by["by"].unit, "2023Q3", DAY)}
    assert (found["by_value"], found["users"]) == (None, 1)


def test_a_period_that_is_none_is_not_found(browse, tea):
    page = reverse("geographical_indications:quarter", args=[tea.indication.uid])
    assert browse.get(f"{page}?period=x").status_code == 404


def sign(tea, kind, day):
    return actions.enter_sign(kind=kind, name="演示标志", holder="演示", notice="演示公告", announced_on=day, **tea.by)


@pytest.mark.parametrize(
    ("kind", "last"), [("special", date(2026, 8, 31)), ("olympic", date(2032, 8, 31)), ("official", None)]
)
def test_how_long_a_sign_holds_follows_from_its_kind(tea, kind, last):
    assert sign(tea, kind, date(2022, 9, 1)).valid_until == last


def test_an_olympic_sign_is_renewed_in_its_last_year_only(tea):
    early, late = sign(tea, "olympic", date(2022, 9, 1)), sign(tea, "olympic", date(2014, 1, 1))
    with pytest.raises(Wrong, match="不在续展期间内"):
        actions.renew_sign(early, notice="续展公告", **tea.by)
    assert actions.renew_sign(late, notice="续展公告", **tea.by).valid_until == date(2033, 12, 31)


def test_a_sign_whose_last_day_has_passed_ends(tea):
    sign(tea, "special", date(2019, 9, 1))
    sign(tea, "special", date(2022, 9, 1))
    assert (actions.end_signs(on=DAY), actions.end_signs(on=DAY), [each.days_left for each in held(DAY)]) == (
        1, 0, [1084],
    )  # fmt: skip


@pytest.mark.parametrize(("signed", "late"), [(date(2023, 8, 11), True), (date(2023, 8, 12), False)])
def test_a_contract_for_a_special_sign_is_filed_within_a_month(tea, signed, late):
    made = sign(tea, "special", date(2022, 9, 1))
    filed = actions.file_contract(made, user="演示使用人", goods="茶杯", signed_on=signed, **tea.by)
    assert (filed.is_late, Fact.objects.filter(kind__endswith="sign_contract_filed").count()) == (late, 1)


def test_a_contract_is_for_a_special_sign_that_holds_and_is_filed_once(tea):
    special, olympic = sign(tea, "special", date(2022, 9, 1)), sign(tea, "olympic", date(2022, 9, 1))
    said = {"user": "演示使用人", "goods": "茶杯", "signed_on": DAY, **tea.by}
    actions.file_contract(special, **said)
    for entry, why in ((special, "已经存查过"), (olympic, "只有有效的特殊标志")):
        with pytest.raises(Wrong, match=why):
            actions.file_contract(entry, **said)
    with pytest.raises(Wrong, match="请核对"):
        actions.file_contract(special, **{**said, "until": date(2020, 1, 1)})


def test_a_contract_is_filed_on_the_page_of_signs(browse, tea):
    made, page = sign(tea, "special", date(2022, 9, 1)), reverse("geographical_indications:signs")
    said = {"asked": "contract", "sign": made.pk, "user": "演示使用人", "goods": "茶杯", "signed_on": "2023-07-01"}
    assert browse.post(page, said).status_code == 302
    shown = browse.get(page).content.decode()
    assert ("演示使用人" in shown, "逾期" in shown) == (True, True)


def test_a_sign_is_entered_and_cancelled_on_the_page(browse):
    page = reverse("geographical_indications:signs")
    given = {
        "asked": "sign", "kind": "olympic", "name": "演示", "holder": "演示", "notice": "演示",
        "announced_on": "2023-09-01",
    }  # fmt: skip
    assert (browse.post(page, given).status_code, "自2032年8月" in browse.get(page).content.decode()) == (302, True)
    entry = register.Entry.unscoped.get(register="protected_signs")
    browse.post(reverse("geographical_indications:sign", args=[entry.number, "cancel"]), {"notice": "注销公告"})
    entry.refresh_from_db()
    assert entry.status == "cancelled"


def test_the_page_of_supervision_shows_reasons_and_takes_a_lead(browse, tea):
    page = reverse("geographical_indications:supervision")
    given = {"asked": "lead", "indication": tea.indication.pk, "source": "complaint", "act": "outside", "place": "市集"}
    wrong = browse.post(page, given)
    good = browse.post(page, {**given, "says": "外地茶"})
    shown = browse.get(page).content.decode()
    assert (wrong.status_code, good.status_code, Lead.unscoped.count(), "一年内有线索" in shown) == (422, 302, 1, False)


def test_a_movement_is_set_right_and_a_producer_leaves_on_their_pages(browse, tea):
    actions.harvest(tea.two, tea.plot, Decimal(10), slip="S9", **tea.by)
    movement = Movement.unscoped.get()
    page = browse.get(tea.two.get_absolute_url()).content.decode()
    browse.post(reverse("geographical_indications:correct", args=[movement.uid]), {"says": "记错"})
    again = browse.get(tea.two.get_absolute_url()).content.decode()
    assert ("冲正原因" in page, "冲正原因" in again, Movement.unscoped.count()) == (True, False, 2)
    browse.post(reverse("geographical_indications:take_off", args=[tea.two.uid]), {"why": "停产"})
    tea.two.refresh_from_db()
    assert tea.two.left_on == DAY


def test_unlabelled_product_goes_back_into_stock_on_the_page_of_its_batch(browse, batch):
    page = reverse("geographical_indications:return_goods", args=[batch.uid])
    browse.post(page, {"product": "abc", "says": "x"})
    browse.post(page, {"product": "5", "says": "改包装"})
    kinds = list(Movement.unscoped.filter(kind="returned").values_list("product", flat=True))
    assert (kinds, "没有贴标的还有55千克" in browse.get(batch.get_absolute_url()).content.decode()) == ([5], True)
