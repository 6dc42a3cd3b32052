"""Why a penalty case cannot go on yet: too old, rights still running, not reviewed, not published."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from minzhi.kit.process import Case, Plain
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.rules.penalties import is_out_of_time
from minzhi.programmes.enforcement.rules.publicity import Weight, need_not_be_shown


def may_file(case: Case, on: date) -> str:
    """Article 36: nothing is punished that was found more than two years after it ended."""
    del on
    ended, found = str(case.fields.get("act_ended_on") or ""), str(case.fields.get("found_on") or "")
    if ended and found and is_out_of_time(date.fromisoformat(ended), date.fromisoformat(found)):
        return _("违法行为终了已超过二年才发现，不再给予行政处罚（《行政处罚法》第36条）。")
    return ""


SETTLED = frozenset({"waive", "hold_hearing", "end_hearing"})
"""What settles the right to a hearing before its time is over."""


def may_decide_now(case: Case, on: date) -> str:
    """Articles 58 and 63: the time to ask for a hearing must be over, and a review that is due must be done.

    The time to ask runs on while the case is with the reviewers.
    """
    term, acts = case.term("ask_hearing"), [event.action for event in case.log]
    since = acts[max((at for at, act in enumerate(acts) if act == "tell"), default=0) :]
    if term is not None and on <= term.due and not SETTLED & set(since):
        return _(
            "当事人要求听证的期限到%(due)s，届满前不能作出决定；当事人明确放弃的，先办理「当事人明确放弃听证」。"
        ) % {"due": term.due}
    due = max((at for at, act in enumerate(acts) if act in {"ask_review", "hold_hearing"}), default=-1)
    if due >= 0 and "review" not in acts[due:]:
        return _("本案应当法制审核，未经审核不得作出决定（《行政处罚法》第58条）。")
    if due >= 0 and case.fields.get("reviewed") == "deny":
        return _("法制审核不同意，请修改后再送审核。")
    return ""


def fit_to_waive(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Article 62: a word said after the party was told; it gives up stating its case too, or has done so.

    The law says it of statement and defence; that it holds for a hearing as well was not read.
    """
    del on
    if str(fields.get("waived_on") or "") < str(fields.get("told_on") or ""):
        return {"waived_on": _("告知书送达以前的放弃不作数，请核对日期。")}
    if fields.get("waived") == "hearing" and not fields.get("statement"):
        return {"waived": _("还没有听取陈述申辩，请先办理「陈述申辩」，或由当事人一并放弃。")}
    return {}


def named_fine(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask for the amount of what is decided."""
    del on
    if fields.get("outcome") == "fine" and not Decimal(str(fields.get("fine") or 0)):
        return {"fine": _("请填写罚款金额。")}
    return {}


def is_registered(case: Case, on: date) -> str:
    """Ask that there is something registered which was not dealt with yet."""
    del on
    acts = [event.action for event in case.log if event.action in {"register_evidence", "handle_evidence"}]
    return "" if acts[-1:] == ["register_evidence"] else _("没有待处理的登记保存物品。")


def is_published(case: Case, on: date) -> str:
    """Ask that a penalty was published before its case is closed."""
    del on
    penal = case.fields.get("outcome") in {"fine", "confiscate", "warning"}
    if penal and not any(event.action in {"publish", "not_publish"} for event in case.log):
        return _("处罚决定尚未公示，请先办理「公示处罚信息」。")
    return ""


def may_stay_unpublished(case: Case, on: date) -> str:
    """Order 36 of the planning commission, since 2026-04-01: what is minor need not be shown."""
    del on
    decided = [event.on for event in case.log if event.action in {"decide", "give"}]
    if decided and need_not_be_shown(Weight.MINOR, decided[-1]):
        return ""
    return _("2026年4月1日以前的决定应当公示，请办理「公示处罚信息」。")
