"""Tables D2 and D3: until when a registration holds, whether it may be renewed, and how it may end. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from minzhi.kit.legal_time import Calendar, months, years
from minzhi.kit.text import mark as _
from minzhi.programmes.data_ip.rules.packs import Pack

BY_CONTRACT = frozenset({"authorised", "bought", "public"})
"""Sources of data whose right may end with an agreement: licensed, bought, public data in authorised operation."""
REVOKED = {"false_material": _("提供虚假材料取得登记"), "judged_otherwise": _("生效裁判、仲裁确认权利属于他人")}
CANCELLED = {
    "holder_asks": _("权利人申请注销"),
    "holder_ended": _("权利人终止"),
    "no_longer_lawful": _("数据不再合法持有"),
}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Expiry:
    """The last day of a registration, and whether the agreement about the data ends it."""

    last: date
    by_contract: bool


@dataclass(frozen=True)
class Renewal:
    """What a request for renewal comes to: ``grant``, ``change`` or ``refuse``, why, and the new last day."""

    result: str
    why: str
    until: date | None = None


def after_years(start: date, count: int) -> date:
    """Return the day before the one that corresponds to `start` so many years later; a validity does not roll."""
    return years(count, rolls=False).due(start, Calendar()).due - DAY


def expiry(pack: Pack, announced: date, source: str, contract_ends: date | None) -> Expiry:
    """Table D2: the earlier of so many years from the announcement and the end of the agreement."""
    last = after_years(announced, int(pack["validity_years"].value))
    if pack["ends_with_contract"].value and source in BY_CONTRACT and contract_ends and contract_ends < last:
        return Expiry(contract_ends, by_contract=True)
    return Expiry(last, by_contract=False)


def renewable_from(pack: Pack, until: date) -> date:
    """Return the first day on which a renewal may be asked for."""
    return months(-int(pack["renewal_months"].value), rolls=False).due(until, Calendar()).due


def renewal(
    pack: Pack, *, until: date, asked: date, same_data: bool, source: str, by_contract: bool,
    contract_ends: date | None,
) -> Renewal:  # fmt: skip
    """Say what becomes of a request for renewal. Other data are no renewal but a change."""
    if not same_data:
        return Renewal("change", _("文件的哈希与登记时不同，不是续展，按变更办理"))
    if asked > until:
        return Renewal("refuse", _("有效期已经届满"))
    if asked < renewable_from(pack, until):
        return Renewal("refuse", _("还没有到可以续展的期间"))
    if source in BY_CONTRACT and by_contract and (contract_ends is None or contract_ends <= until):
        return Renewal("refuse", _("原登记随合同到期，没有新的合同"))
    last = after_years(until + DAY, int(pack["renewal_years"].value))
    return Renewal("grant", _("可以续展"), min(last, contract_ends) if contract_ends and by_contract else last)
