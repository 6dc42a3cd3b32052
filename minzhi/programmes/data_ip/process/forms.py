"""What is asked of applicants, objectors and officers: every field of an application, and the checks of it."""

import re
from collections.abc import Mapping
from datetime import date

from minzhi.kit.numbers import BadNumber, check_credit_code
from minzhi.kit.process import Field, Kind, Plain
from minzhi.kit.process.fields import choice, day, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.data_ip.rules.grounds import FLAGS, PERSONAL
from minzhi.programmes.data_ip.rules.terms import BY_CONTRACT

NAME, LONG = 120, 4000
HASH = re.compile(r"[0-9a-f]{64}")
INDUSTRY = re.compile(r"[A-T]?\d{2,4}|[A-T]")
SUBJECTS = {
    "firm": _("企业"),
    "institute": _("事业单位、科研院所、社会团体"),
    "person": _("自然人"),
    "other": _("其他组织"),
}
SOURCES = {
    "collected": _("自行采集"),
    "authorised": _("授权取得"),
    "bought": _("购买取得"),
    "public": _("公共数据（授权运营）"),
}
FORMATS = {"excel": "Excel", "csv": "CSV", "oracle": "Oracle", "mysql": "MySQL", "json": "JSON", "other": _("其他")}
PERIODS = {"1y": _("一年内"), "3y": _("三年内"), "long": _("长期"), "contract": _("按合同约定")}
ALGORITHMS = {"sha256": "SHA-256", "sm3": "SM3"}
YES_NO = {"yes": _("是"), "no": _("否")}

PARTY_FIELDS = (
    text("who", _("申请人"), at_most=NAME),
    choice("who_kind", _("主体类型"), SUBJECTS),
    text("credit_code", _("统一社会信用代码"), required=False, at_most=18),
    text("co_owners", _("共有人"), required=False, at_most=400),
    text("contact", _("联系人和联系方式"), at_most=NAME, sensitive=True),
    text("agent", _("代理机构"), required=False, at_most=NAME),
)
DATA_FIELDS = (
    Field("industry", _("所属行业"), at_most=10, hint=_("国民经济行业分类（GB/T 4754）的代码，如A0164")),
    Field("scene", _("应用场景"), at_most=LONG, hint=_("适用条件、适用对象、解决的问题；会公开摘要")),
    choice("source", _("数据来源"), SOURCES),
    Field(
        "source_proof", _("来源证明"), required=False, at_most=LONG,
        hint=_("自行采集的写手段和途径；其他的写许可、购买合同名称和编号，文件随附"),
    ),
    day("contract_ends", _("合同或者授权到期日"), required=False),
    choice("personal", _("个人信息"), PERSONAL),
    text("personal_note", _("个人信息处理说明"), required=False, at_most=LONG),
    Field("structure", _("数据结构"), at_most=LONG, hint=_("一行一个字段：名称、类型、含义")),
    choice("format", _("数据格式"), FORMATS),
    number("rows", _("数据条数")),
    number("bytes", _("数据大小（字节）"), required=False),
    text("update_frequency", _("更新频率"), at_most=NAME),
    choice("update_period", _("更新期限"), PERIODS),
    Field("rules_summary", _("算法规则摘要"), at_most=LONG, hint=_("会公开；算法细节不要写在这里")),
)  # fmt: skip
DEPOSIT_FIELDS = (
    text("deposit_platform", _("存证平台或者公证机构"), at_most=NAME),
    text("deposit_number", _("存证编号或者公证书号"), at_most=NAME),
    choice("deposit_algorithm", _("哈希算法"), ALGORITHMS),
    Field("deposit_hash", _("存证哈希"), at_most=64, required=False, hint=_("64位十六进制；本平台的存证回执上有")),
    Field("deposit_at", _("存证时间"), at_most=30, hint=_("如2023-09-01 09:30")),
)
UNDERTAKING = (
    Field("undertaking", _("承诺所填内容和材料真实"), Kind.BOOL),
    Field(
        "title_registration", _("另有的数据产权登记"), required=False, at_most=NAME,
        hint=_("只作说明。数据产权登记由数据主管部门办理，不代替存证，也不代替本登记"),
    ),
)  # fmt: skip
APPLICATION = (
    day("received_on", _("收到申请日")),
    text("title", _("数据知识产权名称"), at_most=200),
    *PARTY_FIELDS,
    *DATA_FIELDS,
    *DEPOSIT_FIELDS,
    *UNDERTAKING,
)
CHECKS = (
    *(choice(name, label, YES_NO) for name, label in FLAGS.items() if name != "deposited"),
    choice("proof", _("来源证明齐全"), YES_NO),
    choice("personal", _("个人信息"), PERSONAL),
    text("opinion", _("审查意见"), required=False, at_most=LONG),
)


def right_application(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Return a sentence for each thing that an application cannot say."""
    del on
    wrong = {}
    if fields.get("who_kind") != "person" and (why := _wrong_code(str(fields.get("credit_code") or ""))):
        wrong["credit_code"] = why
    if (given := fields.get("deposit_hash")) and not HASH.fullmatch(str(given)):
        wrong["deposit_hash"] = _("哈希须是64位小写十六进制。")
    if not INDUSTRY.fullmatch(str(fields.get("industry"))):
        wrong["industry"] = _("请填写行业代码，如A0164。")
    if fields.get("source") in BY_CONTRACT and not fields.get("contract_ends"):
        wrong["contract_ends"] = _("不是自行采集的，请填写合同或者授权到期日。")
    return wrong


def _wrong_code(code: str) -> str:
    try:
        check_credit_code(code)
    except BadNumber as wrong:
        return str(wrong)
    return ""
