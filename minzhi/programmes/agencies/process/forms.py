"""The parts people play in supervision, and what several acts ask for."""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.process import Field, Plain
from minzhi.kit.process.fields import text
from minzhi.kit.text import mark as _

NAME, LONG = 120, 4000
OFFICER, HEAD, PARTY, LEGAL = "officer", "head", "party", "legal"
ROLES = (
    (OFFICER, _("承办人")), (HEAD, _("负责人")), (PARTY, _("当事人")), (LEGAL, _("法制审核人员")),
)  # fmt: skip
WHO = (
    text("party", _("当事人"), at_most=NAME),
    Field("number", _("统一社会信用代码"), required=False, at_most=18, hint=_("登记册里有的机构必填")),
)
SOURCES = {
    "inspection": _("抽查检查"),
    "report": _("年度报告比对"),
    "complaint": _("投诉举报"),
    "campaign": _("专项行动"),
    "signals": _("数据比对"),
    "nation": _("国家知识产权局交办"),
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
