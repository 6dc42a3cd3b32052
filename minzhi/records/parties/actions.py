"""Registers parties and their names. The audit says that it was done, never a person's name or number."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit.numbers import BadNumber, check_credit_code
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.parties.models import NAME_LENGTH, Party, PartyName, folded, identity_mark
from minzhi.records.parties.queries import with_credit_code, with_identity
from minzhi.records.places.models import Place
from minzhi.records.tables.rows import hold
from minzhi.records.units.actors import Actor


class AlreadyRegistered(Refusal):
    """The number belongs to a party that is already there."""


class BadParty(Refusal):
    """A name or number that cannot be right."""


@transaction.atomic
def register(
    name: str, *, kind: str, by: Actor, on: date, credit_code: str = "", identity: str = "", place: Place | None = None
) -> Party:
    """Put a party on record under its registered name; raises `BadParty`, `AlreadyRegistered`.

    Of a person's identity number only a keyed hash is kept.
    """
    is_person = kind == Party.Kind.PERSON
    if (is_person and credit_code) or (identity and not is_person):
        raise BadParty(_("自然人用身份证件号码登记，其他主体用统一社会信用代码登记，请更正。"))
    party = Party(kind=kind, name=_clean(name), place=place)
    party.credit_code = _free_code(credit_code) if credit_code else None
    party.identity = _free_identity(identity) if identity else None
    party.save()
    _call(party, party.name, PartyName.Kind.REGISTERED, on)
    note(Note.Kind.CHANGE, actor=by, subject=party, what="register", on=on)
    return party


@transaction.atomic
def rename(party: Party, name: str, *, by: Actor, on: date, seen: int | None = None) -> Party:
    """Give a party another registered name from a day on; the former one stays on record."""
    party = hold(party, seen=seen)
    former = party.names.get(kind=PartyName.Kind.REGISTERED, valid_to=None)
    if on <= former.valid_from:
        message = _("现用名称自%(day)s起登记，更名日期须晚于这一天。")
        raise BadParty(message % {"day": former.valid_from})
    former.valid_to = on - timedelta(days=1)
    former.save(update_fields=["valid_to"])
    party.name = _clean(name)
    party.save(update_fields=["name"])
    _call(party, party.name, PartyName.Kind.REGISTERED, on)
    note(Note.Kind.CHANGE, actor=by, subject=party, what="rename", on=on)
    return party


@transaction.atomic
def call(party: Party, name: str, *, kind: str, by: Actor, on: date) -> PartyName:
    """Note another name that a party is found by: short, foreign, or written differently."""
    if kind == PartyName.Kind.REGISTERED:
        raise BadParty(_("登记名称请用更名办理。"))
    named = _call(party, _clean(name), kind, on)
    note(Note.Kind.CHANGE, actor=by, subject=party, what="call", on=on)
    return named


def _call(party: Party, name: str, kind: str, on: date) -> PartyName:
    return PartyName.objects.create(party=party, kind=kind, name=name, folded=folded(name), valid_from=on)


def _clean(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise BadParty(_("名称应为1至%(most)s个可见字符，请更正。") % {"most": NAME_LENGTH})
    return name


def _free_code(given: str) -> str:
    try:
        code = check_credit_code(folded(given).upper())
    except BadNumber as wrong:
        raise BadParty(str(wrong)) from wrong
    if known := with_credit_code(code):
        message = _("统一社会信用代码%(code)s已登记为「%(party)s」，请直接选用。")
        raise AlreadyRegistered(message % {"code": code, "party": known})
    return code


def _free_identity(given: str) -> str:
    if known := with_identity(given):
        raise AlreadyRegistered(_("该身份证件号码已登记为「%(party)s」，请直接选用。") % {"party": known})
    return identity_mark(given)
