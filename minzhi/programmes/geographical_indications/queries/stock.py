"""What a producer holds, what a plot has given, what a batch has been labelled with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from minzhi.programmes.geographical_indications.models import Batch, Movement, Plot, Producer, Run, Standard
from minzhi.programmes.geographical_indications.rules.balance import Stock
from minzhi.records.indications.models import Indication
from minzhi.records.tables.dated import valid_on

NOTHING = Decimal(0)
CAME = ("opening", "made", "bought", "returned")
"""Movements by which verified product comes in."""


def standard_on(indication: Indication, day: date) -> Standard | None:
    return Standard.objects.filter(valid_on(day), indication=indication).first()


def stock(producer: Producer, year: int) -> Stock:
    """Return what a producer holds now, and the product that came in during a year; one query."""
    came = Q(kind__in=CAME) | Q(corrects__kind__in=CAME)
    sums = Movement.unscoped.filter(producer=producer).aggregate(
        raws=Sum("raw"), products=Sum("product"), verified=Sum("product", filter=_of_year(year) & came)
    )
    return Stock(*(sums[name] or NOTHING for name in ("raws", "products", "verified")))


def taken(plot: Plot, year: int) -> Decimal:
    """Return what a plot or boat gave in a year, to whomever."""
    found = Movement.unscoped.filter(_of_year(year), plot=plot).aggregate(raw=Sum("raw"))
    return found["raw"] or NOTHING


def _of_year(year: int) -> Q:
    """Say which movements are of a year: a correction is of the year of what it sets right, whenever it is made."""
    return Q(corrects=None, happened_on__year=year) | Q(corrects__happened_on__year=year)


def labelled(batch: Batch) -> int:
    """Return how many codes were issued for a batch; stopped runs count."""
    found = Run.unscoped.filter(batch=batch).aggregate(count=Sum("count"))
    return found["count"] or 0


@dataclass(frozen=True)
class Line:
    """One line of a year's statement, in kilograms."""

    label: str
    raw: Decimal
    product: Decimal


def statement(producer: Producer, year: int) -> Sequence[Line]:
    """Return a year's balance: what was there on 1 January, what moved by kind, what is there at its end."""
    rows = Movement.unscoped.filter(producer=producer)
    before = _sums(rows.filter(happened_on__year__lt=year))
    lines = [Line(_("上年结转"), *before)]
    moved = rows.filter(happened_on__year=year).values("kind").annotate(raws=Sum("raw"), products=Sum("product"))
    labels = dict(Movement.Kind.choices)
    lines += [Line(str(labels[row["kind"]]), row["raws"], row["products"]) for row in moved.order_by("kind")]
    total = [sum((getattr(line, name) for line in lines), NOTHING) for name in ("raw", "product")]
    return [*lines, Line(_("年末结存"), *total)]


def _sums(rows: QuerySet[Movement]) -> tuple[Decimal, Decimal]:
    found = rows.aggregate(raws=Sum("raw"), products=Sum("product"))
    return found["raws"] or NOTHING, found["products"] or NOTHING
