"""Goods on their way: harvest and purchase, processing, transfer, return and loss, packing; each is one movement.

Whoever adds a movement holds the producer's row: two at once are reckoned one after the other.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.programmes.geographical_indications.actions.refusals import TooMuch, Wrong, in_short, may_keep, told
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import Batch, Movement, Plot, Producer, Report, Standard
from minzhi.programmes.geographical_indications.queries.stock import standard_on, stock, taken
from minzhi.programmes.geographical_indications.rules.balance import check_made, check_plot, check_taken, plainly
from minzhi.records.facts.actions import record
from minzhi.records.numbering.actions import take
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units.actors import Actor

Kind = Movement.Kind
Given = ParamSpec("Given")
Done = TypeVar("Done")
AnyRow = TypeVar("AnyRow", bound=Row)
Verb = Callable[Concatenate[AnyRow, Given], Done]


def attempt_on_record(verb: Verb[AnyRow, Given, Done]) -> Verb[AnyRow, Given, Done]:
    """Do the verb whole or not at all; where it asks beyond the verified quantity, the attempt is put on record."""

    @wraps(verb)
    def tried(row: AnyRow, /, *args: Given.args, **given: Given.kwargs) -> Done:
        try:
            with transaction.atomic():
                return verb(row, *args, **given)
        except TooMuch as refused:
            by, on = given["by"], given["on"]
            payload = {"asked": verb.__name__, "why": str(refused)}
            record(f"{ROOM}.beyond_refused", subject=row, by=by, on=on, payload=payload)  # type: ignore[arg-type] # every verb has both
            raise

    return tried


def _held(producer: Producer, by: Actor) -> Producer:
    producer = hold(producer)
    may_keep(by, producer.unit)
    if producer.left_on:
        raise Wrong(_("「%(producer)s」已退出名单，不能再记收发。") % {"producer": producer})
    return producer


def _standard(producer: Producer, on: date) -> Standard:
    found = standard_on(producer.indication, on)
    if found is None:
        raise Wrong(_("「%(name)s」没有登记标准中的年产上限和折算比，请先登记。") % {"name": producer.indication})
    return found


def _positive(*quantities: Decimal) -> None:
    if any(quantity <= 0 for quantity in quantities):
        raise Wrong(_("数量须大于零。"))


def _moved(producer: Producer, kind: Kind, *, by: Actor, on: date, **said: object) -> Movement:
    """Write one movement and its fact."""
    try:
        with transaction.atomic():
            movement: Movement = Movement.unscoped.create(producer=producer, kind=kind, happened_on=on, **said)
    except IntegrityError as twice:
        raise Wrong(_("收购单号%(slip)s已经登记过。") % {"slip": said.get("slip", "")}) from twice
    payload = {"kind": str(kind), "raw": str(movement.raw), "product": str(movement.product)}
    record(f"{ROOM}.moved", subject=movement, by=by, on=on, payload=payload)
    return movement


@attempt_on_record
def harvest(producer: Producer, plot: Plot, raw: Decimal, *, by: Actor, on: date, slip: str = "") -> Movement:
    """Take raw material in from a plot: the producer's own harvest, or with a `slip` what a grower sold.

    Raises `TooMuch` beyond what the plot can yield in the year, to all buyers together.
    """
    producer, plot = _held(producer, by), hold(plot)
    _positive(raw)
    if plot.indication_id != producer.indication_id:
        raise Wrong(_("地块不在这一地理标志名下。"))
    with told():
        check_plot(plot.size, _standard(producer, on).yield_cap, taken(plot, on.year), raw)
    kind = Kind.SLIP if slip else Kind.HARVEST
    return _moved(producer, kind, by=by, on=on, raw=raw, plot=plot, slip=slip)


@transaction.atomic
def open_stock(producer: Producer, product: Decimal, *, says: str, by: Actor, on: date) -> Movement:
    """Keep what a producer had in store before its first movement, with what it was counted from."""
    producer = _held(producer, by)
    _positive(product)
    if not says or Movement.unscoped.filter(producer=producer).exists():
        raise Wrong(_("期初库存须写明盘点依据，并且只能在第一笔收发之前登记；以后各年自动结转。"))
    return _moved(producer, Kind.OPENING, by=by, on=on, product=product, says=says)


@attempt_on_record
def make(producer: Producer, *, raw: Decimal, product: Decimal, by: Actor, on: date) -> Movement:
    """Make product of raw material; raises `TooMuch` where the raw material is not there or cannot give so much."""
    producer = _held(producer, by)
    _positive(raw, product)
    with told():
        check_made(stock(producer, on.year), raw, product, _standard(producer, on).conversion)
    return _moved(producer, Kind.MADE, by=by, on=on, raw=-raw, product=product)


def _spend(producer: Producer, product: Decimal, on: date) -> None:
    with told():
        check_taken(stock(producer, on.year), product, _standard(producer, on).tolerance)


@attempt_on_record
def transfer(producer: Producer, other: Producer, product: Decimal, *, by: Actor, on: date) -> Movement:
    """Sell product in bulk to another producer of the same indication, who may blend it; both rows are written."""
    for each in sorted((producer, other), key=lambda row: row.pk):  # two who sell to each other do not wait for ever
        hold(each)
    producer = _held(producer, by)
    _positive(product)
    if other.indication_id != producer.indication_id or other.pk == producer.pk:
        raise Wrong(_("散装成品只能售给同一地理标志的另一家生产者，请核对。"))
    _spend(producer, product, on)
    _moved(other, Kind.BOUGHT, by=by, on=on, product=product, other=producer)
    return _moved(producer, Kind.SOLD, by=by, on=on, product=-product, other=other)


@attempt_on_record
def lose(producer: Producer, product: Decimal, *, says: str, by: Actor, on: date) -> Movement:
    """Write product off, with the reason."""
    producer = _held(producer, by)
    _positive(product)
    if not says:
        raise Wrong(_("请写明损耗的原因。"))
    _spend(producer, product, on)
    return _moved(producer, Kind.LOST, by=by, on=on, product=-product, says=says)


@transaction.atomic
def return_goods(batch: Batch, product: Decimal, *, says: str, by: Actor, on: date) -> Movement:
    """Take unlabelled product of a batch back into stock, as far as it bears no codes."""
    producer = _held(batch.producer, by)
    _positive(product)
    left = unlabelled(batch)
    if not says or product > left:
        message = _("本批次没有贴标的只有%(left)s千克；退回须写明原因。")
        raise Wrong(message % {"left": plainly(left)})
    return _moved(producer, Kind.RETURNED, by=by, on=on, product=product, says=says, batch=batch)


def unlabelled(batch: Batch) -> Decimal:
    """Return how much of a batch bears no code and did not go back."""
    weight = sum(run.count for run in batch.runs(manager="unscoped").all()) * Decimal(batch.net_grams) / 1000
    back = batch.movements(manager="unscoped").filter(kind=Kind.RETURNED)
    return batch.quantity - weight - sum((each.product for each in back), Decimal(0))


@transaction.atomic
def correct(movement: Movement, *, says: str, by: Actor, on: date) -> Movement:
    """Set a wrong movement right by its opposite; refused where that would leave less than nothing."""
    producer = _held(movement.producer, by)
    if not in_short(says) or (not movement.is_correctable and not hasattr(movement, "correction")):
        raise Wrong(_("冲正须写明原因；成批、购入和售出不能冲正，请用退回或反向转让。"))
    if Movement.unscoped.filter(corrects=movement).exists():
        raise Wrong(_("这一笔已经冲正过。"))
    now = stock(producer, on.year)
    if now.raw < movement.raw or now.product < movement.product:
        raise TooMuch(_("这一笔的货物已经用掉，冲正后库存将为负数；请先冲正后面的收发。"))
    return _moved(
        producer, Kind.CORRECTED, by=by, on=on, raw=-movement.raw, product=-movement.product, plot=movement.plot,
        corrects=movement, says=says,
    )  # fmt: skip


@attempt_on_record
def pack(
    producer: Producer, *, product: str, quantity: Decimal, net_grams: int, by: Actor, on: date,
    report: Report | None = None,
) -> Batch:  # fmt: skip
    """Set product apart as a batch to be labelled; raises `TooMuch` beyond the verified stock."""
    producer = _held(producer, by)
    _positive(quantity, Decimal(net_grams))
    if report is not None and (report.producer_id != producer.pk or not report.passed):
        raise Wrong(_("检验报告不是这家生产者的，或者不合格。"))
    _spend(producer, quantity, on)
    number = f"{on.year}{take(f'{ROOM}.batch', year=on.year, by=by, on=on, subject=producer):06d}"
    batch: Batch = Batch.unscoped.create(
        producer=producer, report=report, number=number, product=product, quantity=quantity, net_grams=net_grams,
        packed_on=on,
    )  # fmt: skip
    _moved(producer, Kind.PACKED, by=by, on=on, product=-quantity, batch=batch)
    return batch
