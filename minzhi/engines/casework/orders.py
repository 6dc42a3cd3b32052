"""Work orders: a question to another unit, a case of its own with its own clock; the one who decides stays the same."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions import cases, office
from minzhi.engines.casework.actions.papers import Upload
from minzhi.engines.casework.handling import Act, Handling, handle
from minzhi.engines.casework.models import Case
from minzhi.engines.casework.ordering import ORDER
from minzhi.engines.casework.registry import register
from minzhi.engines.casework.values import key_of
from minzhi.records.scope.models import Access
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

PAIRS = ("kind", "question", "place")


@transaction.atomic
def send_order(  # noqa: PLR0913 - what the form of an order asks
    case: Case, *, to: Unit, kind: str, question: str, by: Actor, on: date, term: str = "", place: str = "",
    papers: Iterable[Upload] = (),
) -> Case:  # fmt: skip
    """Ask another unit for something; returns the order, which is a case of its own. The parent's log says so."""
    office.do(case, "@order", by=by, on=on, form={"to": key_of(to), "question": question})
    form = {"kind": kind, "question": question} | ({"term": term} if term else {}) | ({"place": place} if place else {})
    order = cases.start(ORDER.name, unit=to, by=by, on=on, form=form, papers=papers, parent=case)
    office.let_see(order, case.unit_id, reason=_("工作单"), on=on)
    share(case, on=on)
    return order


def share(case: Case, *, on: date) -> None:
    """Let whoever sees a case see the orders in it, and what comes back, at once; who sees one is not asked again."""
    seeing = Access.objects.filter(valid_on(on), kind=office.CASE, row_uid=case.uid, unit__isnull=False)
    units = set(seeing.values_list("unit_id", flat=True))
    if not units:
        return
    orders = Case.unscoped.filter(parent=case, process=ORDER.name)
    seen = Access.objects.filter(valid_on(on), kind=office.CASE, row_uid__in=orders.values("uid"), unit__in=units)
    known = set(seen.values_list("row_uid", "unit_id"))
    wanted = ((order, unit) for order in orders for unit in units - {order.unit_id, case.unit_id})
    for order, unit in wanted:
        if (order.uid, unit) not in known:
            office.let_see(order, unit, reason=_("工作单"), on=on)


def parts(order: Case, actor: Actor, on: date) -> frozenset[str]:
    """Return the parts in an order: who sent it (the unit that has the parent), who does it (the unit that got it)."""
    del on
    found = set()
    if order.parent is not None and actor.unit.pk == order.parent.unit_id:
        found.add("issuer")
    if actor.unit.pk == order.unit_id:
        found.add("receiver")
    return frozenset(found)


def come_back(order: Case, act: Act) -> None:
    """Write into the parent's log what came back, in the same transaction."""
    if order.parent is not None:
        form = {"to": str(order.uid), "words": str(act.form.get("result", ""))[:2000]}
        office.do(order.parent, "@order_back", by=act.by, on=act.on, form=form, roles={"colleague"})


def title(process: object, form: object) -> str:
    """Return what a list calls an order."""
    del process
    question = form.get("question", "") if isinstance(form, dict) else ""
    return f"{ORDER.label}　{question}"


def declare() -> None:
    """Make work orders known."""
    register(ORDER)
    handle(
        Handling(
            ORDER.name, "casework", parts=parts, title=title, pairs=PAIRS, opened_by_hand=False,
            effects={"report": come_back, "decline": come_back},
        )
    )  # fmt: skip
