"""A check outside the draws, on a complaint or an instruction: ordered, carried out, closed or handed on as a case."""

from datetime import date

from minzhi.kit.process import START, Action, Case, Process, State
from minzhi.kit.process.fields import WHY, choice, day, text
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.process.forms import HEAD, LONG, OFFICER, OFFICERS, ROLES, SOURCES, WHO, two_officers
from minzhi.programmes.agencies.rules.laws import MEASURES, OURS

CLEAR, UNREACHABLE = "clear", "unreachable"
OUTCOMES = {
    CLEAR: _("未发现问题"), "found": _("发现问题"), UNREACHABLE: _("通过登记的经营场所无法联系"),
    "uncooperative": _("不配合检查"),
}  # fmt: skip
WAYS = {"paper": _("书面检查"), "place": _("实地检查"), "network": _("网络监测")}


def is_clear(case: Case, on: date) -> str:
    """Close only what was clear; a finding goes on as a case."""
    del on
    clear = case.fields.get("outcome") == CLEAR
    return "" if clear else _("检查发现了问题，请转为线索，或提出列入经营异常名录。")


def is_found(case: Case, on: date) -> str:
    del on
    return _("检查没有发现问题，请办结。") if case.fields.get("outcome") == CLEAR else ""


def is_unreachable(case: Case, on: date) -> str:
    del on
    gone = case.fields.get("outcome") == UNREACHABLE
    return "" if gone else _("只有通过登记的经营场所无法联系的，由此提出列入；其他的转为线索。")


INSPECTION = Process(
    name="agencies.inspection",
    label=_("投诉举报、交办的检查"),
    version=1,
    effective_from=date(2019, 5, 1),
    law=OURS,
    initial="ordered",
    states=(
        State("ordered", _("待检查")),
        State("checked", _("已检查")),
        State("closed", _("办结，未发现问题"), final=True, public=True),
        State("handed_on", _("已转为线索或提出列入"), final=True),
        State("dropped", _("不检查"), final=True),
    ),
    actions=(
        Action(
            "order", _("安排检查"), START, "ordered", (OFFICER,), OURS.whole,
            (
                *WHO, choice("source", _("来源"), SOURCES), day("found_on", _("收到日")),
                text("complaint", _("反映的情况"), at_most=LONG), OFFICERS,
            ),
            check=two_officers, fact="inspection_ordered",
        ),
        Action(
            "check", _("登记检查情况"), "ordered", "checked", (OFFICER,), MEASURES.art(41),
            (
                day("checked_on", _("检查日")), choice("way", _("检查方式"), WAYS),
                text("seen", _("检查情况"), at_most=LONG), choice("outcome", _("检查结果"), OUTCOMES),
            ),
            documents=("inspection_record",), fact="inspection_done",
        ),
        Action("close", _("办结"), "checked", "closed", (OFFICER, HEAD), OURS.whole, guard=is_clear,
               fact="inspection_closed"),
        Action("open_lead", _("转为线索"), "checked", "handed_on", (OFFICER,), OURS.whole, guard=is_found,
               fact="inspection_to_lead"),
        Action("propose_listing", _("提出列入经营异常名录"), "checked", "handed_on", (OFFICER,), MEASURES.art(37),
               guard=is_unreachable, fact="inspection_to_list"),
        Action("drop", _("不检查"), "ordered", "dropped", (HEAD,), OURS.whole, WHY, fact="inspection_dropped"),
    ),
    roles=ROLES,
    why_version=_("投诉举报随时可以检查是工作规则（建议稿）；检查清单依《专利代理管理办法》第41条。"),
)  # fmt: skip
