"""What a screening looks at: listed rows and imported patents as one world, with the thresholds of the day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from minzhi.engines.similarity import api as similarity
from minzhi.programmes.filing_order.models import ListRow
from minzhi.programmes.filing_order.rules.filings import Alike, Filed, Passed, World
from minzhi.programmes.filing_order.rules.signals import Limits
from minzhi.programmes.filing_order.rules.situations import MarkLimits
from minzhi.records.parameters.queries import installation, values
from minzhi.records.places.models import Place
from minzhi.records.rights.models import Delivery, Event, Right

ROOM = "filing_order"
AT_ONCE = 2_000
PATENTS = (Right.Kind.INVENTION, Right.Kind.UTILITY_MODEL)
PASSED = "转移"
"""How the national office calls the transfer of a right or application in its events."""


def limits(on: date) -> Limits:
    """Return the thresholds of signals on a day: the province's, else the nation's."""
    return Limits.of({name: each.value for name, each in values(ROOM, on=on).items()})


def mark_limits(on: date) -> MarkLimits:
    """Return the thresholds of the ten situations on a day."""
    return MarkLimits.of({name: each.value for name, each in values(ROOM, on=on).items()})


def version_on(on: date) -> str:
    """Return what names the thresholds of a day: whose they are, and since when the latest one holds."""
    found = values(ROOM, on=on)
    where = installation()
    return f"{where.province if where else 'cn'}-{max(each.valid_from for each in found.values()):%Y%m%d}"


def texts() -> tuple[list[similarity.Filing], dict[str, Filed], frozenset[str]]:
    """Return the filings to compare, what signals see of each by its key, and the keys that are this province's.

    A row of a list and the published application of the same number are one filing. Generated bulk records are
    nobody's filings.
    """
    compared: dict[str, similarity.Filing] = {}
    seen: dict[str, Filed] = {}
    for right in _published().order_by("pk").iterator(AT_ONCE):
        filing = similarity.filing_of(right)
        compared[filing.key], seen[filing.key] = filing, _of_right(filing, right)
    here = set(_here())
    for row in ListRow.objects.select_related("batch").order_by("pk"):
        compared[row.application] = _of_row(row, compared.get(row.application))
        seen[row.application] = _filed(row, seen.get(row.application))
        here.add(row.application)
    return list(compared.values()), seen, frozenset(here)


def _published() -> QuerySet[Right]:
    published = Right.objects.filter(kind__in=PATENTS, withdrawn=False).exclude(origin=Delivery.Origin.SYNTHETIC)
    return published.exclude(abstract="", claims="")


def anything() -> bool:
    """Return whether the scope sees any filing to screen."""
    return bool(ListRow.objects.exists() or _published().exists())


def _here() -> Iterable[str]:
    names = Place.objects.filter(parent=None).values_list("name", flat=True)
    ours = {form for name in names for form in (name, name.removesuffix("省"), name.removesuffix("市"))}
    rows = Right.objects.filter(kind__in=PATENTS, province__in=ours).values_list("number", "uid")
    return (number or str(uid) for number, uid in rows)


def _of_row(row: ListRow, published: similarity.Filing | None) -> similarity.Filing:
    if published:
        return replace(published, address=row.address or published.address, contact=row.phone)
    return similarity.Filing(
        key=row.application, title=row.title, claims=row.claims, kind=row.kind, agency=row.agency,
        address=row.address, contact=row.phone, applicants=(row.applicant,),
        inventors=(row.inventor,) if row.inventor else (), filed_on=row.filed_on,
    )  # fmt: skip


def _filed(row: ListRow, published: Filed | None) -> Filed:
    made = Filed(
        row.application, (row.applicant,), row.filed_on, row.kind, row.claims, _sections(row.ipc), row.ipc[:4],
        (row.inventor,) if row.inventor else (), row.agency, row.address, row.phone, row.email, row.payer, row.staff,
    )  # fmt: skip
    if published is None:
        return made
    return replace(
        made, claims=made.claims or published.claims, sections=made.sections or published.sections,
        subclass=made.subclass or published.subclass, inventors=published.inventors or made.inventors,
    )  # fmt: skip


def _of_right(filing: similarity.Filing, right: Right) -> Filed:
    symbols = [str(each) for each in right.classes.get("ipc", ())]
    return Filed(
        filing.key, filing.applicants, filing.filed_on, filing.kind, filing.claims, _sections(*symbols),
        symbols[0][:4] if symbols else "", filing.inventors, filing.agency, filing.address,
    )  # fmt: skip


def _sections(*symbols: str) -> tuple[str, ...]:
    return tuple(sorted({symbol[0] for symbol in symbols if symbol}))


def world_of(screened: similarity.Screened, seen: dict[str, Filed], listed: frozenset[str]) -> World:
    """Return what signals look at, out of what a screening compared; `listed` are keys of listed applications."""
    keys = [filing.key for filing in screened.filings]
    alike = [Alike(keys[each.left], keys[each.right], each.score, each.kind, each.relation) for each in screened.pairs]
    return World(list(seen.values()), alike, passed(seen), listed)


def passed(seen: dict[str, Filed]) -> Sequence[Passed] | None:
    """Return the transfers of these filings as published; None where no transfer of anything was published."""
    rows = Event.objects.filter(text__contains=PASSED, happened_on__isnull=False)
    if not rows.exists():
        return None
    mine = rows.filter(right__number__in=list(seen)).values_list("right__number", "happened_on")
    return [Passed(number, "", day) for number, day in mine if day]
