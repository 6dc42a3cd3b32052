"""Signals of rented certificates and improper soliciting: reasons with what they rest on, never a conclusion.

Limits are settings that nobody has confirmed. What was not known is named as not checked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import mean, pstdev

from minzhi.kit.text import mark as _

MONTHS_A_YEAR, LEAST_PEERS = 12, 5
KINDS: Mapping[str, str] = {
    "rented": _("涉嫌挂证"),
    "solicitation": _("涉嫌不正当招揽业务"),
    "low_price": _("涉嫌恶意低价竞争"),
    "unlicensed": _("涉嫌无资质代理"),
    "conduct": _("执业行为不规范"),
    "abnormal": _("涉嫌代理非正常申请"),
}
"""What a lead may be about."""


@dataclass(frozen=True)
class Limits:
    """From where on a figure is a signal: settings of the office, none from a rule."""

    insured_months: int = 12
    sigmas: Decimal = Decimal(3)


@dataclass(frozen=True)
class Practice:
    """What is known of an attorney; None and "" where nobody knows. `filings` are those of a year."""

    agency: str
    insured_at: str = ""
    insured_months: int | None = None
    other_agencies: Sequence[str] = ()
    employed_at: str = ""
    filings: int | None = None
    one_account: bool | None = None


@dataclass(frozen=True)
class Reason:
    """One reason: a sentence with named places, and what stands in them."""

    key: str
    text: str
    values: Mapping[str, object]

    def said(self) -> str:
        return self.text % self.values


@dataclass(frozen=True)
class Found:
    """The reasons found, and what could not be looked at for want of data."""

    reasons: tuple[Reason, ...]
    unchecked: tuple[str, ...]


UNCHECKED = {
    "insurance": _("社会保险缴纳单位"), "agencies": _("是否在两家机构执业"), "filings": _("每月代理量与同行比较"),
    "account": _("提交账户"),
}  # fmt: skip


def rented(given: Practice, peers: Sequence[int], limits: Limits) -> Found:
    """Return the reasons to ask whether a certificate is rented out; `peers` are filings a year of other attorneys."""
    reasons = [*_insurance(given, limits), *_agencies(given), *_load(given, peers, limits)]
    if given.one_account:
        reasons.append(Reason("account", _("「%(agency)s」只用一个账户提交，没有本人操作的记录"), _at(given)))
    known = {
        "insurance": bool(given.insured_at), "agencies": bool(given.agency), "account": given.one_account is not None,
        "filings": given.filings is not None and len(peers) >= LEAST_PEERS,
    }  # fmt: skip
    return Found(tuple(reasons), tuple(UNCHECKED[name] for name, seen in known.items() if not seen))


def _at(given: Practice) -> dict[str, object]:
    return {"agency": given.agency}


def _insurance(given: Practice, limits: Limits) -> list[Reason]:
    """Insurance paid elsewhere is one reason; paid there for long, or work known there, speaks of another full job."""
    found, elsewhere = [], given.insured_at not in {"", given.agency}
    if elsewhere:
        values = {"agency": given.agency, "at": given.insured_at, "months": given.insured_months or 0}
        found.append(Reason("insured", _("在「%(agency)s」执业，社会保险由「%(at)s」缴纳%(months)s个月"), values))
    where = given.employed_at if given.employed_at not in {"", given.agency} else ""
    if where:
        found.append(Reason("employed", _("在「%(at)s」专职工作"), {"at": where}))
    elif elsewhere and (given.insured_months or 0) >= limits.insured_months:
        values = {"at": given.insured_at, "months": given.insured_months, "limit": limits.insured_months}
        text = _("连续由「%(at)s」参保%(months)s个月，达到%(limit)s个月，可能在该处专职工作")
        found.append(Reason("employed", text, values))
    return found


def _agencies(given: Practice) -> list[Reason]:
    others = [each for each in given.other_agencies if each != given.agency]
    return [Reason("agencies", _("同时在「%(others)s」执业"), {"others": "、".join(others)})] if others else []


def _load(given: Practice, peers: Sequence[int], limits: Limits) -> list[Reason]:
    """More filings a month than the mean of the peers and so many deviations."""
    if given.filings is None or len(peers) < LEAST_PEERS:
        return []
    usual, spread = Decimal(str(mean(peers))), Decimal(str(pstdev(peers)))
    limit = usual + limits.sigmas * spread
    if given.filings <= limit:
        return []
    values = {
        "filings": given.filings, "month": _tenth(Decimal(given.filings) / MONTHS_A_YEAR), "sigmas": limits.sigmas,
        "limit": _tenth(limit / MONTHS_A_YEAR), "peers": len(peers),
    }  # fmt: skip
    text = _("一年代理%(filings)s件，每月%(month)s件，超过%(peers)s名同行的均值加%(sigmas)s倍标准差（每月%(limit)s件）")
    return [Reason("filings", text, values)]


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"))


def low_price(quoted: Decimal, floor: Decimal | None) -> Found:
    """Return the reason to look at a price: below the published cost floor. By itself it breaks no law."""
    if floor is None:
        return Found((), (_("没有公布的成本底价，没有比较"),))
    if quoted >= floor:
        return Found((), ())
    text = _("报价%(quoted)s元低于公布的成本底价%(floor)s元；低价本身不违法，只作线索")
    return Found((Reason("price", text, {"quoted": quoted, "floor": floor}),), ())
