"""The register of protected signs: special, official and Olympic ones, each with the days on which it holds."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.register import api as register
from minzhi.kit.text import mark
from minzhi.programmes.geographical_indications.actions.refusals import Wrong, may_keep
from minzhi.programmes.geographical_indications.actions.registers import ROOM
from minzhi.programmes.geographical_indications.models import SignContract
from minzhi.programmes.geographical_indications.queries.signs import SIGNS, valid
from minzhi.programmes.geographical_indications.rules.signs import (
    KINDS,
    contract_due,
    last_day,
    renewable_from,
    renewed_until,
)
from minzhi.records.calendars.queries import calendar
from minzhi.records.facts.actions import record
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post

PUBLIC = {
    "kind": mark("种类"),
    "goods": mark("核准使用的商品和服务"),
    "notice": mark("公告"),
    "announced_on": mark("公告日"),
}
register.declare(register.Register(SIGNS, mark("受保护的标志"), PUBLIC, lambda year, place: f"SIGN{year}{place:04d}"))


def enter_sign(  # noqa: PLR0913 - what a sign is
    *, kind: str, name: str, holder: str, notice: str, announced_on: date, by: Actor, on: date, goods: str = "",
    number: str = "",
) -> register.Entry:  # fmt: skip
    """Put a sign on the register as its notice has it; how long it holds follows from its kind."""
    may_keep(by)
    if announced_on > on:
        raise Wrong(_("公告日在今天之后，请核对。"))
    if number and register.Entry.unscoped.filter(register=SIGNS, number=number).exists():
        raise Wrong(_("编号为%(number)s的标志已经登记过。") % {"number": number})
    public = {"kind": KINDS[kind], "goods": goods, "notice": notice, "announced_on": announced_on.isoformat()}
    given = register.Given(
        title=name, holder=holder, public=public, private={"kind": kind}, number=number,
        valid_until=last_day(kind, announced_on),
    )  # fmt: skip
    return register.enter(SIGNS, given, subject=by.unit, unit=by.unit, fact=f"{ROOM}.sign_entered", by=by, on=on)


def renew_sign(entry: register.Entry, *, notice: str, by: Actor, on: date, seen: int | None = None) -> register.Entry:
    """Let a sign hold for another period; raises `Wrong` outside of the time in which it can be renewed."""
    may_keep(by, entry.unit)
    kind, until = str(entry.private.get("kind")), entry.valid_until
    again = renewed_until(kind, until) if until else None
    if until is None or again is None:
        raise Wrong(_("这类标志没有查到有效期，不办续展。"))
    first = renewable_from(kind, until)
    if on > until or (first and on < first):
        raise Wrong(_("有效期到%(until)s，现在不在续展期间内。") % {"until": until})
    fact = f"{ROOM}.sign_changed"
    return register.change(entry, reason=notice, valid_until=again, fact=fact, by=by, on=on, seen=seen)


def cancel_sign(entry: register.Entry, *, notice: str, by: Actor, on: date, seen: int | None = None) -> register.Entry:
    may_keep(by, entry.unit)
    over = register.Status.CANCELLED
    return register.change(entry, reason=notice, status=over, fact=f"{ROOM}.sign_changed", by=by, on=on, seen=seen)


@transaction.atomic
def file_contract(
    sign: register.Entry, *, user: str, goods: str, signed_on: date, by: Actor, on: date, until: date | None = None,
) -> SignContract:  # fmt: skip
    """Keep a contract to use a special sign that was handed in; raises `Wrong`. A late one is kept and marked late."""
    may_keep(by)
    if sign.private.get("kind") != "special" or sign.status != register.Status.VALID:
        raise Wrong(_("只有有效的特殊标志才存查使用合同。"))
    if signed_on > on or (until and until < signed_on):
        raise Wrong(_("签订日在今天之后，或者到期日早于签订日，请核对。"))
    if SignContract.unscoped.filter(sign=sign, user=user, signed_on=signed_on).exists():
        raise Wrong(_("%(user)s在同一日签订的合同已经存查过。") % {"user": user})
    is_late = on > contract_due(signed_on, calendar())
    filed: SignContract = SignContract.unscoped.create(
        unit=by.unit, sign=sign, user=user, goods=goods, signed_on=signed_on, until=until, filed_on=on, is_late=is_late
    )
    payload = {"sign": sign.number, "late": is_late}
    record(f"{ROOM}.sign_contract_filed", subject=filed, by=by, on=on, payload=payload)
    return filed


def end_signs(*, on: date) -> int:
    """Let signs end whose last day has passed; returns how many. Who entered a sign stands for it."""
    rows = list(valid().filter(valid_until__lt=on))
    for entry in rows:
        fact = register.history(entry)[0].fact
        by = Actor(fact.officer, Post.objects.get(pk=fact.post_id))
        register.change(
            entry, reason=_("有效期届满"), status=register.Status.ENDED, fact=f"{ROOM}.sign_changed", by=by, on=on
        )
    return len(rows)
