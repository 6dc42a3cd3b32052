"""What is known of protection centres as rules: the instruments, conditions of enrolment, grounds, leads for officers.

The two national instruments were seen by title and number only, so nothing here is confirmed and no period is given:
each centre publishes its own, which the office keeps as dated values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minzhi.kit.numbers import BadNumber, check_application, check_credit_code
from minzhi.kit.process import Law, Plain
from minzhi.kit.text import mark as _

CENTRES = Law("知识产权保护中心和快速维权中心管理办法", "国知办发保字〔2023〕49号")
PRE_EXAMINATION = Law("专利申请预审业务管理办法（试行）", "国知办发办字〔2023〕25号")
AGENCIES = Law("专利代理条例", "国务院令第706号", "已核公布文本")
ORDER_77 = Law("规范申请专利行为的规定", "国家知识产权局令第77号", "已核公布文本")

CONDITIONS = {
    "in_area": _("登记注册地在中心服务的行政区域内"),
    "in_field": _("产品或业务属于中心获批的产业领域"),
    "clean_filings": _("没有未了结的非正常专利申请"),
    "licensed": _("代理机构有执业许可"),
}
ANSWERS = {"yes": _("符合"), "no": _("不符合"), "unknown": _("没有查清"), "not_asked": _("不适用")}
GROUNDS = {
    "not_enrolled": _("申请主体没有备案，或备案已退出、暂停"),
    "outside_fields": _("不属于中心获批的产业领域或分类号范围"),
    "abnormal": _("涉嫌非正常申请专利行为"),
    "incomplete": _("材料不齐，补正后仍不符合"),
    "defects": _("有明显缺陷，修改后仍未克服"),
    "late": _("没有在指定期限内补正"),
    "other": _("其他，见理由"),
}
DEFECTS = {
    "formal": _("形式缺陷"),
    "substantive": _("明显实质性缺陷"),
    "classification": _("分类号与领域不符"),
    "other": _("其他缺陷"),
}


def unmet(fields: Mapping[str, Plain]) -> list[str]:
    """Return the conditions of enrolment that an officer found missing or could not find out."""
    return [label for name, label in CONDITIONS.items() if fields.get(name) in {"no", "unknown"}]


def reason_where_unmet(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask for a reason where somebody is enrolled, or kept, although not every condition is met."""
    del on
    if unmet(fields) and not fields.get("why"):
        return {"why": _("有条件不符合或没有查清，仍予备案的须写明理由。")}
    return {}


def right_code(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Check the credit code of whoever asks."""
    del on
    try:
        check_credit_code(str(fields.get("credit_code", "")))
    except BadNumber as wrong:
        return {"credit_code": str(wrong)}
    return {}


def right_filing(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Check the proof of filing: a possible application number."""
    del on
    try:
        check_application(str(fields.get("application_number", "")))
    except BadNumber as bad:
        return {"application_number": str(bad)}
    return {}


@dataclass(frozen=True)
class Known:
    """What the centre knows when a request lies on the desk. `capacity` empty: none was published."""

    enrolled_on: date | None
    fields: tuple[str, ...]
    asked: str
    used: int
    capacity: int | None


@dataclass(frozen=True)
class Lead:
    """Something an officer should look at; it decides nothing."""

    text: str
    values: Mapping[str, object]
    is_good: bool


def leads(known: Known) -> list[Lead]:
    """Return what speaks for and against acceptance, each as a sentence with its values."""
    return [_enrolled(known), _field(known), _capacity(known)]


def _enrolled(known: Known) -> Lead:
    if known.enrolled_on is None:
        return Lead(_("没有查到该主体在本中心的有效备案；仍要受理的须写明理由。"), {}, is_good=False)
    return Lead(_("已于%(day)s备案。"), {"day": known.enrolled_on}, is_good=True)


def _field(known: Known) -> Lead:
    values = {"asked": known.asked}
    if known.asked in known.fields:
        return Lead(_("「%(asked)s」在中心服务的技术领域内。"), values, is_good=True)
    return Lead(_("「%(asked)s」不在中心公布的技术领域之列，请核对分类号。"), values, is_good=False)


def _capacity(known: Known) -> Lead:
    if known.capacity is None:
        return Lead(_("本月已受理%(used)s件；中心没有公布每月受理能力。"), {"used": known.used}, is_good=True)
    values = {"used": known.used, "capacity": known.capacity}
    text = _("本月已受理%(used)s件，每月受理能力%(capacity)s件。")
    return Lead(text, values, is_good=known.used < known.capacity)


PAPERS: tuple[tuple[str, str, tuple[tuple[str, str], ...], str], ...] = (
    (
        "enrolment_notice", _("预审备案通知书"), (("field", _("技术领域")), ("recheck_term", _("多久后复核"))),
        "你方提出的预审备案请求符合条件，予以备案，技术领域：{{ field }}。复核期限：{{ recheck_term }}。",
    ),
    ("enrolment_refusal", _("不予备案通知书"), (("why", _("理由")),), "你方的备案请求不予备案。理由：{{ why }}"),
    (
        "enrolment_exit", _("退出备案通知书"), (("exit_ground", _("退出原因")), ("why", _("理由"))),
        "你方退出预审备案。原因：{{ exit_ground }}。{{ why }}",
    ),
    (
        "acceptance", _("预审受理通知书"), (("check_term", _("审查期限")),),
        "你方的预审请求已受理，审查期限：{{ check_term }}。",
    ),
    (
        "non_acceptance", _("预审不予受理通知书"), (("ground", _("不合格的原因")), ("why", _("理由"))),
        "你方的预审请求不予受理。原因：{{ ground }}。{{ why }}\n不影响你方照常向国家知识产权局提交申请。",
    ),
    (
        "defects", _("预审缺陷通知书"), (("defects", _("缺陷和修改建议")), ("correction_term", _("修改期限"))),
        "申请文件有下列缺陷：{{ defects }}\n请在{{ correction_term }}内修改后提交。",
    ),
    (
        "pass", _("预审合格通知书"), (("opinion", _("预审结论")), ("filing_term", _("正式提交期限"))),
        "预审合格。{{ opinion }}\n请在{{ filing_term }}内正式提交，并交来受理通知书和缴费凭证。",
    ),
    (
        "failure", _("预审不合格通知书"), (("ground", _("不合格的原因")), ("why", _("理由"))),
        "预审不合格。原因：{{ ground }}。{{ why }}\n不影响你方照常向国家知识产权局提交申请。",
    ),
)  # fmt: skip
"""Key, title, what it says besides the request itself, and the words until the centre changes them in Word."""
