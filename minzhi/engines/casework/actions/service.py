"""Service of papers: by mail, directly, by leaving, by notice; electronically only with consent and receipt."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions.facts import facts_of
from minzhi.engines.casework.keeping import composed, keep
from minzhi.engines.casework.models import Case, Consent, Paper, Service
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.values import hold_whole, signature
from minzhi.kit import process as kernel
from minzhi.kit.process import FormWrong
from minzhi.records.units.actors import Actor


@transaction.atomic
def serve(
    paper: Paper,
    *,
    to: str,
    way: str,
    sent_on: date,
    by: Actor,
    on: date,
    received_on: date | None = None,
    receipt: str = "",
) -> Service:
    """Put on record how a paper was served on a party; raises `FormWrong`.

    Order 81, article 10: electronic service needs the recipient's consent and a receipt that can be confirmed.
    """
    held = hold_whole(paper.case, by=by, on=on)
    case = held.case
    _check(case, on, to=to, way=way, sent_on=sent_on, received_on=received_on, receipt=receipt)
    form = {"title": paper.title, "to": to, "way": way} | ({"receipt": receipt} if receipt else {})
    after = kernel.apply(
        case.table, held.value, "@serve", actor=signature(by), roles=parts_of(case, by, on=on), form=form, today=on,
        calendar=held.days, at=held.at(on),
    )  # fmt: skip
    events = composed(held, after, by=by)
    keep(held, after, events, facts=lambda: facts_of(held, events, by=by, evidence=[paper.file.sha256]))
    made: Service = Service.unscoped.create(
        case=case,
        event=events[-1],
        paper=paper,
        to=to,
        way=way,
        sent_on=sent_on,
        received_on=received_on,
        receipt=receipt,
    )
    return made


def _check(case: Case, on: date, *, to: str, way: str, sent_on: date, received_on: date | None, receipt: str) -> None:
    days = {"sent_on": sent_on, "received_on": received_on}
    wrong = {name: _("日期不能晚于今天。") for name, day in days.items() if day is not None and day > on}
    if received_on is not None and received_on < sent_on:
        wrong["received_on"] = _("收到日不能早于发出日。")
    if way == Service.Way.ELECTRONIC and not agrees(case, to):
        wrong["way"] = _("「%(who)s」没有同意电子送达，请改用其他方式，或先取得同意。") % {"who": to}
    if way == Service.Way.ELECTRONIC and received_on and not receipt:
        wrong["receipt"] = _("电子送达须写明能确认收悉的凭证。")
    if wrong:
        raise FormWrong(wrong)


def check_wire(case: Case, form: Mapping[str, object], names: Iterable[str]) -> None:
    """Refuse an act that says it served electronically what nobody received so: on those whom these fields name."""
    if form.get("way") != Service.Way.ELECTRONIC:
        return
    for who in (str(case.fields.get(name) or "") for name in names):
        kept = Service.unscoped.filter(case=case, to=who, way=Service.Way.ELECTRONIC, received_on__isnull=False)
        if who and not kept.exists():
            message = _("卷宗里没有对「%(who)s」电子送达的凭证：请先取得同意，在文件处登记送达和凭证，或改用其他方式。")
            raise FormWrong({"way": message % {"who": who}})


def agrees(case: Case, who: str) -> bool:
    """Tell whether a party's last word on electronic service is yes."""
    last = Consent.unscoped.filter(case=case, who=who).order_by("-pk").first()
    return last is not None and last.given


@transaction.atomic
def consent(case: Case, *, who: str, address: str, given: bool, on: date) -> Consent:
    """Keep a party's word on electronic service; taking it back is another row."""
    made: Consent = Consent.unscoped.create(case=case, who=who, address=address, given=given, said_on=on)
    return made
