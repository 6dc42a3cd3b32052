"""Goods from plot to label, through the house: nobody labels more than was grown."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from minzhi.programmes.geographical_indications import actions
from minzhi.programmes.geographical_indications.actions.refusals import NotKeeper, TooMuch, Wrong
from minzhi.programmes.geographical_indications.models import Movement, Run, Scan
from minzhi.programmes.geographical_indications.queries.stock import statement, stock
from minzhi.programmes.geographical_indications.rules import codes
from minzhi.programmes.geographical_indications.tests.conftest import DAY
from minzhi.records.facts.models import Fact


def attempts():
    return [
        fact.payload["asked"]
        for fact in Fact.unscoped.filter(kind="geographical_indications.beyond_refused").order_by("pk")
    ]


def test_a_plot_gives_no_more_in_a_year_to_all_buyers_together(tea):
    actions.harvest(tea.one, tea.plot, Decimal(300), slip="S1", **tea.by)
    with pytest.raises(TooMuch, match="还可交100千克，本次101千克"):
        actions.harvest(tea.two, tea.plot, Decimal(101), slip="S1", **tea.by)
    assert (attempts(), stock(tea.two, 2023).raw) == (["harvest"], 0)
    next_year = {**tea.by, "on": date(2024, 3, 1)}
    assert actions.harvest(tea.two, tea.plot, Decimal(400), slip="S1", **next_year).raw == 400


def test_a_purchase_slip_counts_once(tea):
    actions.harvest(tea.one, tea.plot, Decimal(10), slip="S1", **tea.by)
    with pytest.raises(Wrong, match="收购单号S1已经登记过"):
        actions.harvest(tea.one, tea.plot, Decimal(10), slip="S1", **tea.by)


def test_what_is_packed_made_sold_and_lost_leaves_the_stock(tea, batch):
    actions.transfer(tea.one, tea.two, Decimal(30), **tea.by)
    actions.lose(tea.one, Decimal(1), says="受潮", **tea.by)
    assert [stock(each, 2023).product for each in (tea.one, tea.two)] == [9, 30]
    assert batch.number == "2023000001"


@pytest.mark.usefixtures("batch")
def test_nobody_packs_or_sells_more_than_was_made(tea):
    with pytest.raises(TooMuch, match="经核实的成品只有40"):
        actions.pack(tea.one, product="x", quantity=Decimal("40.1"), net_grams=100, **tea.by)
    with pytest.raises(TooMuch):
        actions.transfer(tea.one, tea.two, Decimal(41), **tea.by)
    assert attempts() == ["pack", "transfer"]


def test_codes_beyond_the_batch_are_issued_to_nobody_and_the_attempt_is_on_record(tea, batch):
    actions.issue(batch, 599, **tea.by)
    with pytest.raises(TooMuch, match="还可申领1枚标识码，不能申领2枚"):
        actions.issue(batch, 2, **tea.by)
    assert (Run.unscoped.count(), attempts()) == (1, ["issue"])


def test_what_went_back_unlabelled_can_be_packed_again_and_no_more(tea, batch):
    actions.issue(batch, 500, **tea.by)
    with pytest.raises(Wrong, match="没有贴标的只有10"):
        actions.return_goods(batch, Decimal(11), says="改包装", **tea.by)
    actions.return_goods(batch, Decimal(10), says="改包装", **tea.by)
    assert stock(tea.one, 2023).product == 50
    with pytest.raises(TooMuch):
        actions.issue(batch, 1, **tea.by)


def test_an_error_is_set_right_by_its_opposite_as_long_as_the_goods_are_there(tea):
    wrong = actions.harvest(tea.one, tea.plot, Decimal(400), **tea.by)
    actions.correct(wrong, says="录错", **tea.by)
    assert actions.harvest(tea.one, tea.plot, Decimal(400), **tea.by).raw == 400
    made = actions.make(tea.one, raw=Decimal(400), product=Decimal(90), **tea.by)
    actions.pack(tea.one, product="x", quantity=Decimal(90), net_grams=50, **tea.by)
    with pytest.raises(TooMuch, match="已经用掉"):
        actions.correct(made, says="录错", **tea.by)


def test_what_is_set_right_in_the_next_year_gives_that_year_no_more_to_harvest(tea):
    wrong, later = actions.harvest(tea.one, tea.plot, Decimal(400), **tea.by), {**tea.by, "on": date(2024, 3, 1)}
    actions.correct(wrong, says="录错", **later)
    with pytest.raises(TooMuch, match="还可交400千克，本次401千克"):
        actions.harvest(tea.one, tea.plot, Decimal(401), **later)
    assert actions.harvest(tea.one, tea.plot, Decimal(400), **tea.by).raw == 400


def test_the_database_keeps_movements_as_they_are(tea):
    row = actions.open_stock(tea.one, Decimal(5), says="盘点表", **tea.by)
    with pytest.raises(DatabaseError), transaction.atomic():
        Movement.unscoped.filter(pk=row.pk).update(product=500)


@pytest.mark.usefixtures("batch")
def test_a_year_begins_with_what_the_last_one_left(tea):
    lines = {line.label: (line.raw, line.product) for line in statement(tea.one, 2024)}
    assert (lines["上年结转"], lines["年末结存"]) == ((0, 40), (0, 40))


def test_another_citys_officer_keeps_nothing_here(tea, cast):
    with pytest.raises(NotKeeper):
        actions.harvest(tea.one, tea.plot, Decimal(1), by=cast.protection_officer, on=DAY)


def test_a_printed_code_is_known_and_each_look_is_kept(tea, batch):
    run = actions.issue(batch, 3, **tea.by)
    printed = [code for code, _signature in actions.printed(run)]
    found = actions.look_at(codes.grouped(printed[2]).lower())
    assert (found.run, found.scan.serial, Scan.objects.count()) == (run, 3, 1)


def test_a_code_beyond_its_run_or_with_another_end_was_never_issued(tea, batch):
    run = actions.issue(batch, 3, **tea.by)
    fourth = codes.Label(tea.one.credit_code, batch.number, run.pk, 4)
    good = next(actions.printed(run))[0]
    for text in (
        codes.signed(fourth, actions.labels.register.own_key("labels"))[0],
        good[:-1] + ("0" if good[-1] != "0" else "1"),
    ):
        with pytest.raises(Wrong, match="没有发放过"):
            actions.look_at(text)
    assert Scan.objects.count() == 0


def test_a_reason_longer_than_its_place_is_refused_on_every_database(tea):
    row = actions.open_stock(tea.one, Decimal(5), says="盘点表", **tea.by)
    with pytest.raises(Wrong, match="最多200个字"):
        actions.correct(row, says="长" * 201, **tea.by)
    with pytest.raises(Wrong, match="最多200个字"):
        actions.take_off(tea.one, why="长" * 201, **tea.by)
