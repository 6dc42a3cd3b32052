"""Why a penalty case cannot go on yet: too old, rights still running, not reviewed, not published."""

from datetime import date

from minzhi.kit.process import Case, Standing
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


def may_decide_now(case: Case, on: date) -> str:
    """Articles 58 and 63: the time to ask for a hearing must be over, and a review that is due must be done."""
    term = case.term("ask_hearing")
    if term is not None and term.standing is Standing.RUNNING and on <= term.due:
        return _("当事人要求听证的期限到%(due)s，届满前不能作出决定。") % {"due": term.due}
    acts = [event.action for event in case.log]
    due = max((at for at, act in enumerate(acts) if act in {"ask_review", "hold_hearing"}), default=-1)
    if due >= 0 and "review" not in acts[due:]:
        return _("本案应当法制审核，未经审核不得作出决定（《行政处罚法》第58条）。")
    if due >= 0 and case.fields.get("reviewed") == "deny":
        return _("法制审核不同意，请修改后再送审核。")
    return ""


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
