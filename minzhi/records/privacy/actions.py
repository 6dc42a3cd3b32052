"""What people do about their own data, and what the security administrator does about everybody's."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.accounts import sittings
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.privacy.models import Asking, Assessment, Breach, NoticeGiven, NoticeText, Provision
from minzhi.records.privacy.phones import own_phone, place_of
from minzhi.records.privacy.queries import registered_notices, shipped_notices
from minzhi.records.tables import sealed
from minzhi.records.tables.rows import hold
from minzhi.records.tokens.models import Token
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import Role

KEEP_YEARS = 3  # PIPL 56
State = Breach.State


class CannotAnswer(Refusal):
    """The request or breach stays as it was. The text is shown."""


def _only(role: Role, by: Actor) -> None:
    if by.role != role:
        message = _("这件事由%(role)s办理，您现在的职务是%(mine)s。")
        raise NotYours(message % {"role": role.label, "mine": by.role.label})


@transaction.atomic
def set_phone(account: Account, number: str, *, on: date) -> None:
    """Keep one's own telephone number sealed, or delete it; the audit says that, never the number."""
    account.phone = sealed.close(number, place=place_of(account))
    account.save(update_fields=["phone"])
    note(Note.Kind.CHANGE, account=account, subject=account, what="phone.set" if number else "phone.delete", on=on)


@transaction.atomic
def read_phone(officer: Officer, *, by: Actor, why: str, on: date) -> str:
    """Return a colleague's whole number; that it was read, by whom and why, goes on record first."""
    if not why.strip():
        raise CannotAnswer(_("请写明查看联系电话的事由。"))
    note(Note.Kind.READ, actor=by, subject=officer, what=f"phone: {why.strip()}", on=on)
    return own_phone(officer.account)


@transaction.atomic
def load_notices() -> int:
    """Store the editions that come with the program, its apps' forms included; returns how many are new.

    A stored edition never changes.
    """
    known = set(NoticeText.objects.values_list("form", "edition"))
    fresh = [row for row in (*shipped_notices(), *registered_notices()) if (row["form"], row["edition"]) not in known]
    NoticeText.objects.bulk_create(NoticeText(**row) for row in fresh)
    return len(fresh)


@transaction.atomic
def word_notice(form: str, given: Mapping[str, str], *, by: Actor, on: date) -> NoticeText:
    """Give a form's notice new words from a day on; the editions before it stay as they were."""
    _only(Role.SECURITY_ADMIN, by)
    before = NoticeText.objects.filter(form=form).order_by("-edition").first()
    if before is None:
        raise CannotAnswer(_("没有名为「%(form)s」的表单。") % {"form": form})
    made = NoticeText.objects.create(**given, form=form, edition=before.edition + 1, worded_by=by.officer)
    note(Note.Kind.CHANGE, actor=by, what=f"notice.{made}", on=on)
    return made


@transaction.atomic
def give_notice(form: str, edition: int, account: Account | None = None, *, filed: UUID | None = None) -> None:
    """Remember which edition stood on the form that somebody sent; `filed` is what a stranger sent with it."""
    notice = NoticeText.objects.get(form=form, edition=edition)
    NoticeGiven.objects.create(notice=notice, account=account, filed=filed, given_at=clock.now())


@transaction.atomic
def provide(given: Mapping[str, Any], *, by: Actor, on: date, token: Token | None = None) -> Provision:
    """Put on record that another body gets personal data, or handles it for the office, before it does."""
    until = date(given["provided_on"].year + KEEP_YEARS + 1, 1, 1)
    made = Provision.objects.create(**given, provided_by=by.officer, token=token, keep_until=until)
    note(Note.Kind.CHANGE, actor=by, subject=made, what=f"provision.{made.kind}", on=on)
    return made


@transaction.atomic
def ask(account: Account, *, kind: str, text: str, on: date) -> Asking:
    """Ask for what one cannot do alone."""
    asking = Asking.objects.create(account=account, kind=kind, text=text, asked_on=on)
    note(Note.Kind.CHANGE, account=account, subject=asking, what=f"asking.{kind}", on=on)
    return asking


@transaction.atomic
def answer(asking: Asking, *, done: bool, words: str, by: Actor, on: date, seen: int | None = None) -> Asking:
    """Answer a request with what was done, or with the law that keeps the data."""
    _only(Role.SYSTEM_ADMIN, by)
    asking = hold(asking, seen=seen)
    if asking.state != Asking.State.OPEN:
        raise CannotAnswer(_("「%(asking)s」已经答复过。") % {"asking": asking})
    if not words.strip():
        raise CannotAnswer(_("请写明办理结果；不予办理的，写明依据哪一条法律。"))
    asking.state = Asking.State.DONE if done else Asking.State.REFUSED
    asking.answer, asking.answered_on, asking.answered_by = words.strip(), on, by.officer
    asking.save(update_fields=["state", "answer", "answered_on", "answered_by"])
    if done and asking.kind != Asking.Kind.CORRECT:
        _forget(asking.account, close=asking.kind == Asking.Kind.CLOSE)
    note(Note.Kind.CHANGE, actor=by, subject=asking, what=f"asking.{asking.state}", on=on)
    return asking


def _forget(account: Account, *, close: bool) -> None:
    """Delete what somebody gave of their own free will; what the law keeps stays, a closed account opens nothing."""
    account.phone, account.is_active = "", account.is_active and not close
    account.save(update_fields=["phone", "is_active"])
    if close:
        sittings.end(account, now=clock.now())


@transaction.atomic
def assess(given: Mapping[str, str], *, by: Actor, on: date) -> Assessment:
    """Put an impact assessment on record: what is done with data, whether lawful, what it may do, what protects."""
    _only(Role.SECURITY_ADMIN, by)
    until = date(on.year + KEEP_YEARS + 1, 1, 1)  # counted from the end of the year, as archives count
    made = Assessment.objects.create(**given, made_on=on, made_by=by.officer, keep_until=until)
    note(Note.Kind.CHANGE, actor=by, subject=made, what="assessment", on=on)
    return made


@transaction.atomic
def find_breach(given: Mapping[str, str | int], *, by: Actor, on: date) -> Breach:
    """Put a breach on record the day it is found."""
    _only(Role.SECURITY_ADMIN, by)
    found = Breach.objects.create(**given, found_on=on, found_by=by.officer)
    note(Note.Kind.CHANGE, actor=by, subject=found, what="breach.found", on=on)
    return found


def report(breach: Breach, *, by: Actor, on: date, seen: int | None = None) -> Breach:
    """Note that the authority was told."""
    return _step(breach, {"reported_on": on, "state": State.REPORTED}, after=State.FOUND, by=by, on=on, seen=seen)


def notify(breach: Breach, *, by: Actor, on: date, because_not: str = "", seen: int | None = None) -> Breach:
    """Note that the people were told, or why the measures taken make that unnecessary."""
    told = {"not_notified_because": because_not} if because_not else {"notified_on": on}
    return _step(breach, {**told, "state": State.NOTIFIED}, after=State.REPORTED, by=by, on=on, seen=seen)


def close(breach: Breach, *, by: Actor, on: date, seen: int | None = None) -> Breach:
    """Close a breach that was reported and told."""
    return _step(breach, {"closed_on": on, "state": State.CLOSED}, after=State.NOTIFIED, by=by, on=on, seen=seen)


@transaction.atomic
def _step(
    breach: Breach, changed: Mapping[str, object], *, after: str, by: Actor, on: date, seen: int | None
) -> Breach:
    _only(Role.SECURITY_ADMIN, by)
    breach = hold(breach, seen=seen)
    if breach.state != after:
        message = _("这件事现在是“%(state)s”，顺序应为：发现、报告主管部门、通知个人、办结。")
        raise CannotAnswer(message % {"state": breach.get_state_display()})
    for name, value in changed.items():
        setattr(breach, name, value)
    breach.save(update_fields=[*changed])
    note(Note.Kind.CHANGE, actor=by, subject=breach, what=f"breach.{breach.state}", on=on)
    return breach
