"""The parts people play in this room, and the choices their forms offer."""

from minzhi.kit.process import Field, Kind
from minzhi.kit.process.fields import choice, text
from minzhi.kit.text import mark as _

NAME, LONG, MANY = 200, 4000, 120
OFFICER, HEAD, SUPERIOR, PARTY, CNIPA = "officer", "head", "superior", "party", "cnipa"
ROLES = (
    (OFFICER, _("经办人")),
    (HEAD, _("负责人")),
    (SUPERIOR, _("省级机关")),
    (PARTY, _("当事人")),
    (CNIPA, _("国家知识产权局（导入的结果）")),
    ("owner", _("权利人")),
)
CHANNELS = {
    "phone": _("电话"), "visit": _("上门"), "letter": _("信函"), "mail": _("电子邮件"), "agency": _("经代理机构"),
}  # fmt: skip
KINDS = {"invention": _("发明"), "utility_model": _("实用新型"), "design": _("外观设计")}
OPINIONS = {"abnormal": _("建议认定为非正常申请"), "clear": _("建议不认定为非正常申请")}
PRIORITY_LABELS = {"high": _("高"), "middle": _("中"), "low": _("低")}
SUBJECTS = {"applicant": _("申请人"), "group": _("关联申请人"), "agency": _("代理机构")}
OPINION = (choice("opinion", _("意见"), OPINIONS), text("opinion_why", _("意见的理由"), at_most=LONG))
STAFF_FIELDS = (
    Field("staff", _("研发人员（参保人数）"), Kind.NUMBER, required=False),
    Field("spend", _("研发投入（万元）"), Kind.NUMBER, required=False),
    text("projects", _("研发项目"), required=False, at_most=LONG),
    text("equipment", _("设备和场地"), required=False, at_most=LONG),
    text("employment", _("发明人任职证明"), required=False, at_most=LONG),
    Field("subsidy", _("已得资助、奖励（元）"), Kind.NUMBER, required=False),
    text("agency_contract", _("代理合同和费用"), required=False, at_most=LONG),
)
