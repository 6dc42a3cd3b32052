"""The yearly report: the fields of article 35, and where a report differs from the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minzhi.kit.text import mark as _

TEXT, WHOLE, MONEY = "text", "whole", "money"


@dataclass(frozen=True)
class Asked:
    """One field of the report; money is in ten thousand yuan."""

    name: str
    label: str
    kind: str = TEXT
    required: bool = True


REPORT: tuple[Asked, ...] = (
    Asked("address", _("办公场所")),
    Asked("mail", _("通信地址和邮政编码"), required=False),
    Asked("phone", _("联系电话"), required=False),
    Asked("email", _("电子邮箱"), required=False),
    Asked("representative", _("执行事务合伙人或者法定代表人")),
    Asked("partners", _("合伙人或者股东（用顿号分开）")),
    Asked("attorneys", _("专利代理师人数"), WHOLE),
    Asked("staff", _("从业人员人数"), WHOLE),
    Asked("contributions", _("合伙人、股东的出资额（万元）"), MONEY),
    Asked("branches", _("分支机构（用顿号分开）"), required=False),
    Asked("platforms", _("网络平台名称和网址"), required=False),
    Asked("filings", _("专利申请代理量（件）"), WHOLE),
    Asked("invalidations", _("宣告无效代理量（件）"), WHOLE),
    Asked("transfers", _("转让代理量（件）"), WHOLE),
    Asked("licences", _("许可代理量（件）"), WHOLE),
    Asked("disputes", _("纠纷代理量（件）"), WHOLE),
    Asked("pledges", _("质押融资代理量（件）"), WHOLE),
    Asked("assets", _("资产总额（万元）"), MONEY),
    Asked("liabilities", _("负债总额（万元）"), MONEY),
    Asked("revenue", _("营业总收入（万元）"), MONEY),
    Asked("profit", _("净利润（万元）"), MONEY),
    Asked("tax", _("纳税总额（万元）"), MONEY),
    Asked("overseas", _("设立境外分支机构情况"), required=False),
)
SPLIT = str.maketrans("，,；;/ 　\n", "、、、、、、、、")
Plain = str | int | Decimal | None


@dataclass(frozen=True)
class Gap:
    """Where a report and the register differ: the field's label and both words."""

    label: str
    registered: str
    reported: str


def names(written: str) -> frozenset[str]:
    """Return the names in a text, however they are parted."""
    return frozenset(filter(None, written.translate(SPLIT).split("、")))


LISTS = frozenset({"partners", "branches"})


def gaps(reported: Mapping[str, Plain], registered: Mapping[str, Plain]) -> list[Gap]:
    """Return where a report differs from the register, field by field; what the register does not know is left out."""
    found = []
    for each in REPORT:
        if each.name not in registered or registered[each.name] in {None, ""} or _same(each, reported, registered):
            continue
        said = reported.get(each.name)
        found.append(Gap(each.label, str(registered[each.name]), "" if said is None else str(said)))
    return found


def _same(each: Asked, reported: Mapping[str, Plain], registered: Mapping[str, Plain]) -> bool:
    one, other = (str("" if given.get(each.name) is None else given[each.name]) for given in (reported, registered))
    if each.name in LISTS:
        return names(one) == names(other)
    if each.kind == TEXT:
        return "".join(one.split()) == "".join(other.split())
    return Decimal(one or 0) == Decimal(other or 0)


def odd(reported: Mapping[str, Plain]) -> Sequence[str]:
    """Return which figures of a report cannot stand together, as sentences."""
    found = []
    if int(reported.get("attorneys") or 0) > int(reported.get("staff") or 0):
        found.append(_("专利代理师人数多于从业人员人数"))
    if Decimal(str(reported.get("profit") or 0)) > Decimal(str(reported.get("revenue") or 0)):
        found.append(_("净利润大于营业总收入"))
    return found
