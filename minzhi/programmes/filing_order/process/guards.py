"""What the acts of this room look at before they are done: days in order, the list of the day, verification first."""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.process import Case, Plain
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.categories import held, list_on
from minzhi.programmes.filing_order.rules.measures import MEASURES, may_measure

DAYS = (
    "contacted_on", "withdrawn_on", "answered_on", "told_on", "executed_on", "filed_with_office_on", "promised_on",
    "sent_on", "asked_on", "informed_on", "talked_on", "review_asked_on", "adjusted_on", "found_on", "issued_on",
)  # fmt: skip
"""Days of what was done."""


def day_in_order(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse days that are still to come."""
    late = _("这一天还没有到，请核对。")
    return {name: late for name in DAYS if fields.get(name) and date.fromisoformat(str(fields[name])) > on}


def category_of_day(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse an item that the list of the day of filing does not have."""
    del on
    if not fields.get("filed_on"):
        return {}
    filed_on = date.fromisoformat(str(fields["filed_on"]))
    given = list_on(filed_on)
    if given is None or held(str(fields["category"]), filed_on):
        return {}
    message = _("申请日%(day)s适用%(list)s，没有「%(code)s」这一项。")
    return {"category": message % {"day": filed_on, "list": given.title, "code": fields["category"]}}


def was_verified(case: Case, on: date) -> str:
    """Ask for the verification before the opinion, unless nobody could be reached."""
    del on
    return "" if case.fields.get("conclusion") or case.state == "unreachable" else _("请先办理“核查研发情况”。")


def was_heard(case: Case, on: date) -> str:
    """Let a measure be decided only after the party was told and heard."""
    done = {event.action for event in case.log}
    found = may_measure(told="tell" in done, heard=bool(done & {"hear", "say", "no_statement"}), on=on)
    return "" if found.result else _("不能决定：%(why)s。") % {"why": found.why}


def is_decided_by_measures(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask for at least one measure, and for the sum where money is recovered."""
    del on
    chosen = [name for name in MEASURE_NAMES if fields.get(name)]
    if not chosen:
        return {MEASURE_NAMES[0]: _("请至少选择一项措施。")}
    if fields.get("recover") and not fields.get("recover_amount"):
        return {"recover_amount": _("追还资金的，请写明金额。")}
    return {}


MEASURE_NAMES = tuple(each.key for each in MEASURES)


def may_go_below(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse more money back than was decided."""
    del on
    decided, paid = (float(str(fields.get(name) or 0)) for name in ("recover_amount", "recovered"))
    return {"recovered": _("追回的金额超过决定的金额，请核对。")} if paid > decided else {}
