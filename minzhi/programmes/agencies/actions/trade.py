"""The trade itself: promises kept or broken, training and bases, self-discipline of the association."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.engines.documents import api as documents
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep, not_later
from minzhi.programmes.agencies.models import Agency, Base, Conduct, Promise, Training
from minzhi.records.facts.actions import record
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor


@transaction.atomic
def promise(agency: Agency, *, words: str, promised_on: date, by: Actor, on: date) -> Promise:
    """Keep a credit promise of an agency, and draft its letter for signature."""
    may_keep(by, on, agency.unit)
    not_later(promised_on, on, _("承诺日"))
    made: Promise = Promise.unscoped.create(agency=agency, words=words, promised_on=promised_on)
    values = {"case": agency.code, "party": str(agency), "words": words}
    title = f"{documents.get('agencies.promise').title}　{agency}"[:200]
    documents.draft("agencies.promise", subject=made, title=title, values=values, by=by, on=on)
    record("agencies.promised", subject=made, by=by, on=on, payload={"number": agency.number})
    return made


@transaction.atomic
def break_promise(kept: Promise, *, how: str, broken_on: date, by: Actor, on: date) -> Promise:
    """Note that a promise was broken, and how: an officer says so, a grade follows only from a confirmed lead."""
    kept = hold(kept)
    may_keep(by, on, kept.agency.unit)
    not_later(broken_on, on, _("违背日"))
    if kept.broken_on or broken_on < kept.promised_on or not how.strip():
        raise Wrong(_("请写明违背的情况；违背日不能早于承诺日，记过的不必再记。"))
    kept.broken_on, kept.broken_how = broken_on, how.strip()
    kept.save(update_fields=["broken_on", "broken_how"])
    payload = {"number": kept.agency.number, "ref": kept.agency.number}
    record("agencies.promise_broken", subject=kept, by=by, on=on, payload=payload)
    return kept


@transaction.atomic
def list_base(*, name: str, level: str, since: date, source: str, by: Actor, on: date) -> Base:
    """Put a training base on the list; raises `Wrong` for one that is there."""
    may_keep(by, on)
    not_later(since, on, _("设立日"))
    try:
        with transaction.atomic():
            made: Base = Base.unscoped.create(unit=by.unit, name=name, level=level, since=since, source=source)
    except IntegrityError as twice:
        raise Wrong(_("培训基地「%(name)s」已经登记过。") % {"name": name}) from twice
    record("agencies.base_listed", subject=made, by=by, on=on, payload={"level": level})
    return made


@transaction.atomic
def train(  # noqa: PLR0913 - what a training was
    *, kind: str, title: str, held_on: date, hours: Decimal, people: int, by: Actor, on: date, base: Base | None = None,
    agencies: Iterable[Agency] = (),
) -> Training:  # fmt: skip
    """Keep a training, an exchange or a visit of guidance; which agencies took part, and how many people."""
    may_keep(by, on)
    not_later(held_on, on, _("日期"))
    if kind == Training.Kind.GUIDANCE and base is None:
        raise Wrong(_("基地指导须选定培训基地。"))
    made: Training = Training.unscoped.create(
        unit=by.unit, kind=kind, title=title, held_on=held_on, hours=hours, people=people, base=base
    )
    made.agencies.set(agencies)
    payload = {"kind": kind, "people": people, "hours": str(hours)}
    record("agencies.trained", subject=made, by=by, on=on, payload=payload)
    return made


@transaction.atomic
def conduct(
    *, kind: str, body: str, document: str, happened_on: date, by: Actor, on: date, agency: Agency | None = None,
    words: str = "",
) -> Conduct:  # fmt: skip
    """Keep a convention, a signature under one, discipline or an activity of the association."""
    may_keep(by, on)
    not_later(happened_on, on, _("日期"))
    if kind in {Conduct.Kind.SIGNED, Conduct.Kind.DISCIPLINE} and agency is None:
        raise Wrong(_("签署公约和行业惩戒须选定代理机构。"))
    made: Conduct = Conduct.unscoped.create(
        unit=by.unit, kind=kind, body=body, agency=agency, document=document, happened_on=happened_on, words=words
    )
    number = agency.number if agency else ""
    fact = "disciplined" if kind == Conduct.Kind.DISCIPLINE else "conducted"
    payload = {"kind": kind, "number": number, "ref": number}
    record(f"agencies.{fact}", subject=made, by=by, on=on, payload=payload)
    return made
