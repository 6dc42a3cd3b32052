"""The register is kept: agencies and branches come, change, renew, leave; attorneys begin and end their practice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minzhi.kit.numbers import BadNumber, check_credit_code
from minzhi.programmes.agencies.actions.refusals import Wrong, may_keep, not_later
from minzhi.programmes.agencies.models import Agency, Attorney
from minzhi.programmes.agencies.rules.records import record_due, renewed_to, valid_to
from minzhi.records.calendars.queries import calendar
from minzhi.records.facts.actions import record
from minzhi.records.parties import actions as parties
from minzhi.records.parties.models import Party
from minzhi.records.parties.queries import with_credit_code
from minzhi.records.places.models import Place
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

LOCAL = (Unit.Kind.CITY, Unit.Kind.COUNTY)
CHANGEABLE = ("address", "representative", "partners")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An agency or branch as a list has it. `valid_from` is the day of the licence or record."""

    kind: str
    name: str
    credit_code: str
    code: str
    address: str
    valid_from: date
    source: str
    representative: str = ""
    partners: str = ""
    place: Place | None = None
    parent: Agency | None = None


@transaction.atomic
def register(given: Listed, *, by: Actor, on: date) -> Agency:
    """Put an agency or branch on the register of the office of its place; raises `Wrong`."""
    may_keep(by, on)
    not_later(given.valid_from, on, _("许可、备案日"))
    if given.parent is not None and (given.parent.parent_id or given.parent.kind != given.kind):
        raise Wrong(_("分支机构须挂在同一类别的总部名下：「%(parent)s」不是。") % {"parent": given.parent})
    party = _party(given, by, on)
    try:
        with transaction.atomic():
            made: Agency = Agency.unscoped.create(
                unit=_unit_of(given.place, by), party=party, parent=given.parent, kind=given.kind, code=given.code,
                address=given.address, representative=given.representative, partners=given.partners,
                source=given.source, valid_from=given.valid_from,
                valid_to=valid_to(given.valid_from) if given.kind == Agency.Kind.TRADEMARK else None,
            )  # fmt: skip
    except IntegrityError as twice:
        message = _("机构代码%(code)s或信用代码%(number)s的同类机构已在登记册上。")
        raise Wrong(message % {"code": given.code, "number": given.credit_code}) from twice
    payload = {"number": made.number, "kind": made.kind, "code": made.code, "branch": bool(given.parent)}
    record("agencies.registered", subject=made, by=by, on=on, payload=payload)
    return made


def _party(given: Listed, by: Actor, on: date) -> Party:
    try:
        code = check_credit_code(given.credit_code)
    except BadNumber as bad:
        raise Wrong(str(bad)) from bad
    known = with_credit_code(code)
    return known or parties.register(given.name, kind=Party.Kind.AGENCY, credit_code=code, place=given.place,
                                     by=by, on=on)  # fmt: skip


def _unit_of(place: Place | None, by: Actor) -> Unit:
    """Return the office of the place, else the one that lists."""
    found = Unit.objects.filter(place=place, kind__in=LOCAL).first() if place else None
    return found or by.unit


@transaction.atomic
def change(agency: Agency, *, what: str, said: str, by: Actor, on: date, seen: int | None = None) -> Agency:
    """Change the name, office, representative or partners of an agency as it reported them; raises `Wrong`."""
    agency = hold(agency, seen=seen)
    may_keep(by, on, agency.unit)
    if not said.strip() or what not in {"name", *CHANGEABLE}:
        raise Wrong(_("请选择变更事项，写明变更后的内容。"))
    if what == "name":
        parties.rename(agency.party, said, by=by, on=on)
        agency.save(update_fields=["version"])
    else:
        setattr(agency, what, said.strip())
        agency.save(update_fields=[what])
    record("agencies.changed", subject=agency, by=by, on=on, payload={"number": agency.number, "what": what})
    return agency


@transaction.atomic
def renew(agency: Agency, *, by: Actor, on: date, source: str, seen: int | None = None) -> Agency:
    """Let a trade mark agency's record go on for three years; raises `Wrong` for others and for one that left."""
    agency = hold(agency, seen=seen)
    may_keep(by, on, agency.unit)
    if agency.valid_to is None or agency.left_on:
        raise Wrong(_("只有商标代理机构的备案须续展；已注销的不能续展。"))
    agency.valid_to, agency.source = renewed_to(agency.valid_to, on), source
    agency.save(update_fields=["valid_to", "source"])
    payload = {"number": agency.number, "valid_to": agency.valid_to.isoformat()}
    record("agencies.renewed", subject=agency, by=by, on=on, payload=payload)
    return agency


@transaction.atomic
def leave(agency: Agency, *, why: str, by: Actor, on: date, seen: int | None = None) -> Agency:
    """Take an agency off the register with a reason; its attorneys' practice ends the same day."""
    agency = hold(agency, seen=seen)
    may_keep(by, on, agency.unit)
    if agency.left_on or not why.strip():
        raise Wrong(_("请写明注销、撤销的理由和文号；已经注销的不必再办。"))
    agency.left_on, agency.left_why = on, why.strip()
    agency.save(update_fields=["left_on", "left_why"])
    for attorney in Attorney.unscoped.filter(agency=agency, left_on=None):
        end_practice(attorney, by=by, on=on)
    record("agencies.left", subject=agency, by=by, on=on, payload={"number": agency.number})
    return agency


@transaction.atomic
def record_practice(agency: Agency, *, name: str, certificate: str, practising_from: date, by: Actor, on: date
                    ) -> Attorney:  # fmt: skip
    """Put an attorney's practice at an agency on record; raises `Wrong` while another agency has them."""
    may_keep(by, on, agency.unit)
    not_later(practising_from, on, _("执业日"))
    if agency.kind != Agency.Kind.PATENT or not agency.is_practising(on):
        raise Wrong(_("「%(agency)s」不是在执业的专利代理机构，不能备案执业。") % {"agency": agency})
    before = Attorney.unscoped.filter(certificate=certificate, left_on=None).select_related("agency__party").first()
    if before is not None:
        message = _("资格证号%(number)s的代理师已在「%(agency)s」执业，一人只能在一家机构执业；请先办理离开。")
        raise Wrong(message % {"number": certificate, "agency": before.agency})
    made: Attorney = Attorney.unscoped.create(
        agency=agency, name=name, certificate=certificate, practising_from=practising_from, recorded_on=on
    )
    late = on > record_due(practising_from, calendar())
    record("agencies.practice_recorded", subject=made, by=by, on=on, payload={"number": agency.number, "late": late})
    return made


@transaction.atomic
def end_practice(attorney: Attorney, *, by: Actor, on: date) -> Attorney:
    """Let a practice end; raises `Wrong` where it has ended."""
    attorney = hold(attorney)
    may_keep(by, on, attorney.agency.unit)
    if attorney.left_on:
        raise Wrong(_("「%(attorney)s」已于%(day)s离开。") % {"attorney": attorney, "day": attorney.left_on})
    attorney.left_on = max(on, attorney.practising_from)
    attorney.save(update_fields=["left_on"])
    record("agencies.practice_ended", subject=attorney, by=by, on=on, payload={"number": attorney.agency.number})
    return attorney


@transaction.atomic
def learn(attorney: Attorney, *, source: str, by: Actor, on: date, **known: Any) -> Attorney:  # noqa: ANN401 - of several kinds
    """Keep what was learnt of insurance, other work and filings, with its source: inputs of signals, no judgement."""
    attorney = hold(attorney)
    may_keep(by, on, attorney.agency.unit)
    if not source.strip():
        raise Wrong(_("请写明数据来源。"))
    given = {name: value for name, value in known.items() if value not in {None, ""}}
    for name, value in given.items():
        setattr(attorney, name, value)
    attorney.learnt_from = source.strip()
    attorney.save(update_fields=[*given, "learnt_from"])
    payload = {"number": attorney.agency.number, "learnt": sorted(given)}
    record("agencies.practice_learnt", subject=attorney, by=by, on=on, payload=payload)
    return attorney
