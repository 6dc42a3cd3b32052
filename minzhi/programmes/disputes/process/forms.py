"""The forms of disputes: what a request says (Order 81, article 15), what each act asks for."""

from minzhi.kit.process import Field, Kind
from minzhi.kit.process.fields import choice, day, flag, text
from minzhi.kit.text import mark as _

NAME, LONG = 120, 4000


KINDS = {"invention": _("发明"), "utility": _("实用新型"), "design": _("外观设计")}
RIGHT = (
    choice("right_kind", _("专利类型"), KINDS),
    text("right_number", _("专利号"), at_most=30),
    text("right_title", _("发明创造名称"), at_most=200),
)
PARTIES = (
    text("claimant", _("请求人"), at_most=NAME),
    text("claimant_address", _("请求人地址"), required=False, at_most=200, sensitive=True),
    text("claimant_contact", _("请求人联系方式"), required=False, at_most=60, sensitive=True),
    text("claimant_head", _("请求人法定代表人及职务"), required=False, at_most=NAME, sensitive=True),
    text("agent", _("代理人及所在机构"), required=False, at_most=NAME),
    text("respondent", _("被请求人"), at_most=NAME),
    text("respondent_address", _("被请求人地址"), required=False, at_most=200, sensitive=True),
    text("respondent_contact", _("被请求人联系方式"), required=False, at_most=60, sensitive=True),
)
REACHES = {
    "ordinary": _("没有重大影响"), "major": _("有重大影响"), "national": _("在全国有重大影响"),
}  # fmt: skip
REQUEST = (
    day("received_on", _("收到请求日")), *RIGHT, *PARTIES,
    text("claims", _("请求事项"), at_most=LONG), text("facts", _("事实和理由"), at_most=LONG),
    day("known_on", _("知道侵权行为和侵权人之日"), required=False),
    flag("continuing", _("侵权行为仍在继续"), _("知道已满三年的，只有侵权仍在继续且专利权仍有效才立案。")),
    flag("in_court", _("已就同一纠纷向人民法院起诉")),
    flag("foreign", _("涉外或涉港澳台")),
    Field("prefectures", _("侵权行为涉及几个设区市"), Kind.NUMBER, required=False),
    choice("reach", _("影响大小"), REACHES, required=False),
    text("earlier_finding", _("同一专利在先认定侵权的文书号"), required=False, at_most=NAME),
)  # fmt: skip
MUST_SUSPEND = {
    "invalidity": _("实用新型、外观设计专利被请求宣告无效并已受理"),
    "death": _("当事人死亡，需等待继承人表明是否参加"),
    "incapacity": _("当事人丧失民事行为能力，尚未确定法定代理人"),
    "dissolution": _("作为当事人的法人或组织终止，尚未确定承受人"),
    "force_majeure": _("当事人因不可抗力不能参加审理"),
    "other_case": _("本案须以另一案的审理结果为依据"),
    "reply_from_above": _("须等待上级答复"),
}
MAY_GO_ON = {
    "invention": _("发明专利被请求宣告无效"),
    "clean_report": _("专利权评价报告未发现不符合授权条件"),
    "second_invalidity": _("撤回后再次请求宣告无效"),
    "upheld": _("专利权已被生效决定维持"),
    "other": _("其他不必中止的情形"),
}
NOT_COUNTED = {
    "public_notice": _("公告送达"),
    "expert": _("鉴定"),
    "jurisdiction": _("管辖异议"),
    "evidence": _("当事人申请延长举证期限"),
    "settlement": _("和解、调解商谈"),
}
WAYS = {
    "mail": _("邮寄送达"),
    "direct": _("直接送达"),
    "leaving": _("留置送达"),
    "notice": _("公告送达"),
    "electronic": _("电子送达"),
}
