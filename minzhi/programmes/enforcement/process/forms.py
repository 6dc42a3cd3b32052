"""The parts people play in enforcement, and the choices their forms offer."""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.process import Plain
from minzhi.kit.process.fields import text
from minzhi.kit.text import mark as _

NAME, LONG = 120, 4000
OFFICER, HEAD, LEGAL, SUPERIOR, PARTY, POLICE = "officer", "head", "legal", "superior", "party", "police"
ROLES = (
    (OFFICER, _("承办人")),
    (HEAD, _("办理机关负责人")),
    (LEGAL, _("法制审核人员")),
    (SUPERIOR, _("上级机关")),
    (PARTY, _("当事人")),
    (POLICE, _("公安机关")),
    ("platform", _("平台经营者")),
    ("owner", _("权利人")),
)
MATTERS = {
    "passing_off": _("假冒专利"),
    "trademark": _("商标侵权"),
    "false_filing": _("不诚信申请专利"),
    "bad_faith": _("恶意申请商标"),
    "olympic": _("侵犯奥林匹克标志"),
    "special_sign": _("侵犯特殊标志"),
    "agency": _("违法代理"),
    "mark_agent": _("商标代理违法"),
    "other": _("其他"),
}
SOURCES = {
    "complaint": _("投诉举报"),
    "patrol": _("日常检查"),
    "campaign": _("专项行动"),
    "event": _("重大活动巡查"),
    "handed_down": _("上级交办"),
    "handed_over": _("其他部门移送"),
    "fair": _("展会"),
    "platform": _("电商平台"),
    "returned": _("检察机关移送行政处理"),
    "other": _("其他"),
}
OFFICERS = text("officers", _("执法人员（不少于两人，姓名用顿号分开）"), at_most=NAME)
LEAST_OFFICERS = 2


def two_officers(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Administrative Penalty Law, article 42: at least two officers, each with a certificate."""
    del on
    written = str(fields.get("officers", "")).replace("，", "、").replace(",", "、").replace(" ", "、")
    if len({name for name in written.split("、") if name}) >= LEAST_OFFICERS:
        return {}
    return {"officers": _("执法人员不得少于两人，且应当具有执法资格；姓名用顿号分开，不重复。")}
