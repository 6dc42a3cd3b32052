"""Readings of data IP: the rule pack of the day, leads for officers, what is public, deposits and their likeness."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from minzhi.engines.casework import api as casework
from minzhi.engines.register import api as register
from minzhi.programmes.data_ip.models import Deposit, KeptHash, Work
from minzhi.programmes.data_ip.rules import grounds, packs, sketches, terms
from minzhi.records.files.actions import open_file
from minzhi.records.parameters.models import Parameter
from minzhi.records.parameters.queries import installation
from minzhi.records.rights.models import Publication, Right
from minzhi.records.tables.dated import valid_on
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.models import Unit
from minzhi.records.units.queries import local_offices

REGISTRATION, OBJECTION, REGISTER = "data_ip.registration", "data_ip.objection", "data_ip"
OPEN_OBJECTIONS = ("filed", "forwarded")
ALIKE = 5
"""From how many percent of the smaller set on two deposits are shown as alike."""
MOST, SAMPLE = 20, 5000


def pack_of(on: date, jurisdiction: str = "") -> packs.Pack:
    """Return the rules of a province (this one, unless said) on a day, with what the office itself has changed."""
    here = installation()
    where = jurisdiction or (here.province if here else packs.NATION)
    rows = Parameter.objects.filter(jurisdiction__in=(where, packs.NATION), name__startswith="data_ip.")
    rows = rows.filter(valid_from__lte=on).order_by("valid_from")
    ranked = sorted(rows, key=lambda row: row.jurisdiction == where)
    return packs.pack(where, on, [(row.name.removeprefix("data_ip."), _given(row)) for row in ranked])


def _given(row: Parameter) -> packs.Given:
    return packs.Given(
        row.value, row.title, row.unit, row.source, row.article, row.confirmed_by, valid_from=row.valid_from
    )


def judged(case: casework.Case, on: date) -> grounds.Judged:
    """Return what this province's table says of an application as it stands."""
    return grounds.judge(pack_of(on), grounds.facts_of(case.fields), on)


@dataclass(frozen=True)
class Comparison:
    """One application under one province's rules, and in what those differ from this province's."""

    key: str
    judged: grounds.Judged
    basis: packs.Given
    differences: list[packs.Difference]


def compared(case: casework.Case, on: date) -> list[Comparison]:
    """Judge an application by every pack there is, this province's first."""
    own, here = pack_of(on), installation()
    facts = grounds.facts_of(case.fields)
    keys = sorted(packs.shipped(), key=lambda key: (not (here and key == here.province), key))
    found = []
    for key in keys:
        pack = pack_of(on, key)
        found.append(Comparison(key, grounds.judge(pack, facts, on), pack["basis"], packs.differences(own, pack)))
    return found


def day_of(case: casework.Case, field: str) -> date | None:
    """Return a day that a case's form named, or nothing."""
    written = case.fields.get(field)
    return date.fromisoformat(str(written)) if written else None


def expiry_of(case: casework.Case, announced: date) -> terms.Expiry:
    """Return until when a registration announced on a day holds."""
    return terms.expiry(pack_of(announced), announced, str(case.fields.get("source")), day_of(case, "contract_ends"))


def valid_until(case: casework.Case) -> date | None:
    """Return the last day of a registration, or nothing before it."""
    row = casework.ClockRow.unscoped.filter(case=case, clock="validity").first()
    return row.due if row else None


def renewal_of(case: casework.Case, on: date) -> terms.Renewal:
    """Say what becomes of the request for renewal that a case holds."""
    entry, fields = entry_of(case), case.fields  # the entry's last day stands until the renewal is done
    until = entry.valid_until if entry and entry.valid_until else on
    asked = casework.first_days([case.uid], ("ask_renewal",)).get(case.uid, on)
    source = str(fields.get("source"))
    ends = day_of(case, "contract_ends")
    new, pack = day_of(case, "new_contract_ends"), pack_of(on)
    bound = bool(pack["ends_with_contract"].value) and source in terms.BY_CONTRACT and ends is not None
    return terms.renewal(
        pack, until=until, asked=asked, same_data=fields.get("renewal_hash") == current_hash(case), source=source,
        by_contract=bound, contract_ends=new or ends,
    )  # fmt: skip


def current_hash(case: casework.Case) -> str:
    """Return the hash under which the data are registered: of the last change that named one, else the deposit's."""
    return str(case.fields.get("new_hash") or case.fields.get("deposit_hash") or "")


def entry_of(case: casework.Case) -> register.Entry | None:
    found: register.Entry | None = register.Entry.unscoped.filter(register=REGISTER, subject_uid=case.uid).first()
    return found


def entries_without_right() -> QuerySet[register.Entry]:
    """Return the entries that were made before a registered data set was a right of its own."""
    known = Publication.objects.filter(right__kind=Right.Kind.DATA_SET).values("number")
    rows: QuerySet[register.Entry] = register.Entry.unscoped.filter(register=REGISTER).exclude(number__in=known)
    return rows.order_by("pk")


def deposit_of(case: casework.Case) -> Deposit | None:
    """Return the deposit on this platform that an application cites."""
    number = str(case.fields.get("deposit_number") or "")
    found: Deposit | None = Deposit.unscoped.filter(number=number).first()
    return found


@dataclass(frozen=True)
class Alike:
    """Another deposit that shares rows: shares in percent of both and of the smaller set."""

    deposit: Deposit
    overlap: sketches.Overlap
    is_earlier: bool


def alike(deposit: Deposit) -> list[Alike]:
    """Return the deposits that share rows with one, those that share most first."""
    own = sketch_of(deposit)
    if not own["least"]:
        return []
    values = [int(each, 16) for each in own["least"]]
    shared = KeptHash.unscoped.filter(value__in=values).exclude(deposit=deposit)
    counted = shared.values("deposit").annotate(count=Count("pk")).order_by("-count")[: 5 * MOST]
    rows = Deposit.unscoped.in_bulk([row["deposit"] for row in counted])
    found = [Alike(row, sketches.overlap(own, sketch_of(row)), row.pk < deposit.pk) for row in rows.values()]
    near = [each for each in found if each.overlap.of_smaller >= ALIKE]
    return sorted(near, key=lambda each: -each.overlap.of_smaller)[:MOST]


def sketch_of(deposit: Deposit) -> dict[str, Any]:
    least = KeptHash.unscoped.filter(deposit=deposit).order_by("value").values_list("value", flat=True)
    return {"rows": deposit.rows or 0, "least": [f"{value:0{sketches.SIGNS}x}" for value in least]}


def objections_to(case: casework.Case) -> QuerySet[casework.Case]:
    rows: QuerySet[casework.Case] = casework.Case.unscoped.filter(parent=case, process=OBJECTION).order_by("pk")
    return rows


@dataclass(frozen=True)
class Earlier:
    """What this platform knows of the earlier deposit that an objection names."""

    deposit: Deposit | None
    own: Deposit | None
    is_earlier: bool
    overlap: sketches.Overlap | None


def earlier_of(objection: casework.Case, against: casework.Case) -> Earlier | None:
    """Look for the deposit of an objection's hash here, and compare it with the application's; None without a hash."""
    named = str(objection.fields.get("earlier_hash") or "").strip().lower()
    if not named:
        return None
    own = deposit_of(against)
    found: Deposit | None = Deposit.unscoped.filter(root=named).order_by("deposited_at").first()
    if found is None or own is None:
        return Earlier(found, own, is_earlier=False, overlap=None)
    one, other = sketch_of(found), sketch_of(own)
    both = sketches.overlap(one, other) if one["least"] and other["least"] else None
    is_earlier = (found.deposited_at, found.pk) < (own.deposited_at, own.pk)
    return Earlier(found, own, is_earlier, both)


def waiting_objections(case: casework.Case) -> int:
    """Return how many objections were sent in on line and not taken in yet."""
    rows = casework.Filing.unscoped.filter(process=OBJECTION, state=casework.Filing.State.WAITING)
    return int(rows.filter(form__publicity_number=case.number).count())


def publicised() -> QuerySet[casework.Case]:
    """Return the applications that were ever publicised, the latest first, for everybody."""
    shown = casework.Event.unscoped.filter(action="publicise", case__process=REGISTRATION).values("case_id")
    rows: QuerySet[casework.Case] = casework.Case.unscoped.filter(pk__in=shown).select_related("unit").order_by("-pk")
    return rows


PUBLIC = ("title", "who", "industry", "scene", "source", "rules_summary", "format", "rows", "update_frequency")
"""What anybody may read of an application; samples, structure, proofs and contacts are not among them."""


def shown_publicly(case: casework.Case) -> list[tuple[str, str]]:
    """Return label and text of each field that is public."""
    fields = case.table.fields()
    return [(fields[name].label, fields[name].said(case.fields[name])) for name in PUBLIC if name in case.fields]


def publicity_of(case: casework.Case) -> tuple[date | None, date | None]:
    """Return from when until when an application is publicised."""
    row = casework.ClockRow.unscoped.filter(case=case, clock="publicity").first()
    return (row.from_on, row.due) if row else (None, None)


def expired(on: date) -> Iterable[casework.Case]:
    """Return the registrations whose last day has passed."""
    rows = casework.ClockRow.unscoped.filter(clock="validity", case__process=REGISTRATION, due__lt=on)
    running = rows.filter(ended_on__isnull=True).values("case_id")
    return casework.Case.unscoped.filter(pk__in=running).order_by("pk")


def ending_soon(on: date) -> QuerySet[casework.ClockRow]:
    """Return the registrations that may be renewed now, by their last day."""
    until = on + timedelta(days=31 * int(pack_of(on)["renewal_months"].value))
    rows = casework.ClockRow.objects.filter(clock="validity", ended_on__isnull=True, due__gte=on, due__lte=until)
    return rows.filter(case__process=REGISTRATION).select_related("case").order_by("due")


def works(kind: str = "") -> QuerySet[Work]:
    rows: QuerySet[Work] = Work.objects.select_related("unit").prefetch_related("evidence")
    return rows.filter(kind=kind) if kind in Work.Kind else rows


def published_experience() -> QuerySet[Work]:
    rows: QuerySet[Work] = Work.unscoped.filter(published_on__isnull=False).select_related("unit")
    return rows.prefetch_related("evidence").order_by("-published_on")


def deposits(words: str = "") -> QuerySet[Deposit]:
    rows: QuerySet[Deposit] = Deposit.objects.select_related("unit")
    asked = Q(number__icontains=words) | Q(title__icontains=words) | Q(who__icontains=words) | Q(root=words)
    return rows.filter(asked) if words else rows


def registries(on: date) -> list[Unit]:
    """Return the units where a registration may be asked for: the centres, then the local offices."""
    centres = Unit.objects.filter(valid_on(on, "placements__"), kind=Unit.Kind.CENTRE)
    return [*centres, *local_offices(on=on)]


def sample_of(paper: casework.Paper) -> list[list[str]]:
    """Return the first rows of a sample (CSV or xlsx), its head first."""
    with open_file(paper.file) as stream:
        content = stream.read()
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=SAMPLE)
        return [["" if cell is None else str(cell) for cell in row] for row in rows]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    return list(islice(csv.reader(io.StringIO(text)), SAMPLE))


LISTINGS = (
    Listing(
        "deposits",
        _("存证"),
        "data_ip:deposits",
        (
            Column(_("存证编号"), lambda row: row.number),
            Column(_("名称"), lambda row: row.title),
            Column(_("存证人"), lambda row: row.who),
            Column(_("存证哈希"), lambda row: row.root),
            Column(_("存证日"), lambda row: row.deposited_on, "day"),
        ),
        lambda query: deposits(query.get("q", "")),
    ),
    Listing(
        "works",
        _("试点工作"),
        "data_ip:pilot",
        (
            Column(_("类别"), lambda row: row.get_kind_display()),
            Column(_("名称"), lambda row: row.title),
            Column(_("进展"), lambda row: row.get_stage_display()),
            Column(_("承担单位"), lambda row: row.lead),
            Column(_("文号"), lambda row: row.number),
            Column(_("最近进展日"), lambda row: row.staged_on, "day"),
        ),
        lambda query: works(query.get("kind", "")),
    ),
)
