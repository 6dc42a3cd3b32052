"""What the three administrators do about people: one opens accounts, one gives posts, and neither does the other's."""

import secrets
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.accounts import sittings
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.tables.rows import Row, hold
from minzhi.records.units import actions as units
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Delegation, Officer, Post, Unit
from minzhi.records.units.queries import called
from minzhi.records.units.roles import Role

LENGTH = 12  # random bytes of a first password, shown once and changed at the first sign-in


class BadAccount(Refusal):
    """The account stays as it was. The text is shown."""


def only(role: Role, by: Actor) -> None:
    """Raise `NotYours` unless the actor plays this part."""
    if by.role != role:
        message = _("这件事由%(role)s办理，您现在的职务是%(mine)s。")
        raise NotYours(message % {"role": role.label, "mine": by.role.label})


def _write(by: Actor, what: str, on: date, subject: Row) -> None:
    note(Note.Kind.CHANGE, actor=by, subject=subject, what=what, on=on)


@transaction.atomic
def open_account(login: str, *, full_name: str, by: Actor, on: date) -> tuple[Officer, str]:
    """Make an account with its officer and no post yet; return the first password, to be shown once."""
    only(Role.SYSTEM_ADMIN, by)
    if Account.objects.filter(login__iexact=login).exists():
        raise BadAccount(_("登录名「%(login)s」已有人使用，请换一个。") % {"login": login})
    password = secrets.token_urlsafe(LENGTH)
    account = Account.objects.create_account(login, password, must_change_password=True)
    officer = Officer.objects.create(account=account, name=full_name)
    _write(by, "account.open", on, officer)
    return officer, password


@transaction.atomic
def give_password(officer: Officer, *, by: Actor, on: date) -> str:
    """Replace a forgotten password; return the new one, to be shown once. All sittings end."""
    only(Role.SYSTEM_ADMIN, by)
    account, password = officer.account, secrets.token_urlsafe(LENGTH)
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    sittings.end(account, now=clock.now())
    _write(by, "account.password", on, officer)
    return password


@transaction.atomic
def switch(officer: Officer, *, active: bool, by: Actor, on: date) -> None:
    """Switch an account on or off; off ends all its sittings at once."""
    only(Role.SYSTEM_ADMIN, by)
    if officer.pk == by.officer.pk:
        raise BadAccount(_("不能停用自己的账号，请由另一位系统管理员办理。"))
    Account.objects.filter(pk=officer.account_id).update(is_active=active)
    if not active:
        sittings.end(officer.account, now=clock.now())
    _write(by, "account.on" if active else "account.off", on, officer)


@transaction.atomic
def appoint(
    officer: Officer, *, unit: Unit, role: Role, by: Actor, on: date, first: date, until: date | None = None
) -> Post:
    """Give an officer a post from a day on; raises `units.actions.PostsCollide`, and nobody appoints themselves."""
    only(Role.SECURITY_ADMIN, by)
    if officer.pk == by.officer.pk:
        raise BadAccount(_("不能给自己任职，请由另一位安全管理员办理。"))
    if until and until < first:
        raise BadAccount(_("截止日（%(until)s）早于起始日（%(first)s）。") % {"until": until, "first": first})
    post = units.appoint(officer.account, full_name=officer.name, unit=unit, role=role, on=first, until=until)
    _write(by, f"post.give {role.value} {unit.key}", on, officer)
    return post


@transaction.atomic
def relieve(post: Post, *, by: Actor, on: date) -> None:
    """End a post with the day before; one that has not begun yet ends on its first day."""
    only(Role.SECURITY_ADMIN, by)
    hold(post.officer)
    post.refresh_from_db()
    last = max(on - timedelta(days=1), post.valid_from)
    if post.valid_to and post.valid_to <= last:
        raise BadAccount(_("「%(post)s」已于%(day)s结束。") % {"post": post, "day": post.valid_to})
    post.valid_to = last
    post.save(update_fields=["valid_to"])
    _write(by, f"post.end {post.role} {post.unit.key}", on, post.officer)


@transaction.atomic
def lend(post: Post, *, to: Officer, first: date, last: date, reason: str, by: Actor, on: date) -> Delegation:
    """Lend one's own post to a colleague, from today on or later; raises as `units.actions.delegate`."""
    if first < on:
        raise BadAccount(_("委托的起始日（%(first)s）已经过去，不能补办。") % {"first": first})
    lent = units.delegate(post, by=by.officer, to=to, first=first, last=last, reason=reason, on=on)
    _write(by, f"post.lend {post.role} {post.unit.key} {first} {last}", on, to)
    return lent


@transaction.atomic
def take_back(lent: Delegation, *, by: Actor, on: date) -> None:
    """End a loan with the day before; one that has not begun yet never happened."""
    lent = Delegation.objects.select_for_update(of=("self",)).select_related("post__unit").get(pk=lent.pk)
    if lent.post.officer_id != by.officer.pk:
        raise NotYours(_("只有任职人本人能收回委托。"))
    if lent.valid_to is None or lent.valid_to < on:
        raise BadAccount(_("这项委托已经结束。"))
    if lent.valid_from >= on:
        lent.delete()
    else:
        Delegation.objects.filter(pk=lent.pk).update(valid_to=on - timedelta(days=1))
    _write(by, f"post.take_back {lent.post.role} {lent.post.unit.key}", on, lent.to)


@transaction.atomic
def move_unit(unit: Unit, *, under: Unit, first: date, by: Actor, on: date) -> None:
    """Put a unit under another from today on or later; who sees its work follows. Raises as `units.actions.move`."""
    only(Role.SECURITY_ADMIN, by)
    _alone(first, on)
    units.move(unit, under=under, on=first)
    _write(by, f"unit.move {unit.key} {under.key} {first}", on, unit)


@transaction.atomic
def name_unit(unit: Unit, *, name: str, issues_as: str, first: date, by: Actor, on: date) -> None:
    """Give a unit one more name from today on or later; raises `units.actions.NameTaken`, also for its own."""
    only(Role.SECURITY_ADMIN, by)
    _alone(first, on)
    if called(name, on=first) == unit:
        raise units.NameTaken(_("「%(unit)s」已有名称「%(name)s」。") % {"unit": unit, "name": name})
    units.name(unit, [(name, issues_as)], on=first)
    _write(by, f"unit.name {unit.key} {name} {first}", on, unit)


def _alone(first: date, on: date) -> None:
    """Let changes of the tree wait for each other; refuse to rewrite who answered for what in days that are over."""
    list(Unit.objects.select_for_update().filter(kind=Unit.Kind.PROVINCE))
    if first < on:
        raise units.BadPlacement(_("起始日（%(first)s）已经过去，请选今天或以后的日期。") % {"first": first})


@transaction.atomic
def reset_factors(officer: Officer, *, by: Actor, on: date) -> int:
    """Take away an officer's second factors, lost with a telephone; returns how many. All sittings end."""
    only(Role.SECURITY_ADMIN, by)
    count: int = Authenticator.objects.filter(user=officer.account).delete()[0]
    sittings.end(officer.account, now=clock.now())
    _write(by, "factors.reset", on, officer)
    return count
