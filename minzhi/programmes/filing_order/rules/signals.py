"""What a signal says: it stands out, it does not, or it was not checked, and why, in a sentence; never a conclusion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.filings import Filed


@dataclass(frozen=True)
class Limits:
    """The thresholds in force on a day, by the names of `parameters.yaml`; shares are numbers from 0 to 1."""

    near_filings: int
    near_alike: float
    near_days: int
    segment_share: float
    segment_filings: int
    segment_most: int
    copied_alike: float
    copied_months: int
    template_share: float
    template_filings: int
    burst_days: int
    burst_fewest: int
    burst_sigmas: float
    burst_months: int
    per_head: float
    sections: int
    sections_staff: int
    together: int
    inventor_applicants: int
    passed_months: int
    hub_sections: int
    hub_sellers: int
    agency_share: float
    agency_rows: int

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Limits":
        """Take the thresholds out of parameters by their names; one that is missing raises `KeyError`."""
        return cls(**{each.name: given[each.name] for each in fields(cls)})


class Standing(StrEnum):
    """What came of looking."""

    FIRED = "fired"
    QUIET = "quiet"
    UNCHECKED = "unchecked"


STANDINGS = {Standing.FIRED: _("出现"), Standing.QUIET: _("未出现"), Standing.UNCHECKED: _("没有检查")}
TITLES = {
    "S1": _("近似申请成簇"), "S2": _("权利要求拼接"), "S3": _("与在先文献雷同"), "S4": _("疑似模板生成"),
    "S5": _("短期突增"), "S6": _("与研发能力不符"), "S7": _("关联主体分散申请"), "S8": _("发明人异常"),
    "S9": _("申请权转让异常"), "S10": _("代理机构异常"),
}  # fmt: skip
SAYS = {
    "near": _("%(count)s件相互近似（相似度不低于%(alike)s，%(days)s日内提出）"),
    "near_quiet": _("没有%(count)s件以上相互近似的申请"),
    "segments": _("%(count)s件的权利要求各有%(share)s以上由多件共有的片段组成"),
    "segments_quiet": _("没有权利要求大部分由共有片段组成的申请"),
    "no_claims": _("没有权利要求文本"),
    "copied": _("%(count)s件与%(months)s个月以前他人的申请相似度不低于%(alike)s"),
    "copied_quiet": _("没有发现与他人在先文献雷同"),
    "template": _("%(count)s件的套用程度在本小类前%(share)s"),
    "template_quiet": _("套用程度不在本小类前列"),
    "few_of_subclass": _("同一小类不足%(least)s件，没有可比的分布"),
    "burst": _("%(days)s日内提出%(count)s件，此前%(months)s个月月均%(mean)s件"),
    "burst_quiet": _("%(days)s日内最多%(count)s件，没有突增"),
    "no_days": _("没有申请日"),
    "per_head": _("一年%(count)s件，参保%(staff)s人，人均%(rate)s件；涉及%(sections)s个部"),
    "no_staff": _("没有参保人数"),
    "together": _("%(count)s个申请人共用：%(what)s"),
    "together_quiet": _("没有%(count)s个以上申请人共用地址、电话、邮箱或者缴费人"),
    "no_contacts": _("没有地址、电话、邮箱、缴费人"),
    "inventor": _("同一发明人出现在%(count)s个无关申请人名下；事后变更、是否代理从业人员、年龄没有检查"),
    "inventor_quiet": _("没有发明人出现在%(count)s个以上无关申请人名下；事后变更、是否代理从业人员、年龄没有检查"),
    "no_inventors": _("没有发明人"),
    "passed": _("%(count)s件在申请后%(months)s个月内转让"),
    "hub": _("受让自%(sellers)s个让与人、%(sections)s个部"),
    "passed_quiet": _("没有短期转让或者集中受让"),
    "passed_unnamed": _("没有短期转让；公布的转让没有写明受让人，集中受让没有检查"),
    "no_transfers": _("没有转让数据"),
    "agency": _(
        "%(flagged)s件被列或者出现信号，占%(rows)s件的%(share)s；代理师月均件数、代理机构和申请人地址是否相同没有检查"
    ),
    "agency_here": _(
        "%(flagged)s件被列或者出现信号，占%(rows)s件的%(share)s；申请人地址与代理机构相同；代理师月均件数没有检查"
    ),
    "agency_quiet": _(
        "被列或者出现信号的占%(share)s，共%(rows)s件；代理师月均件数、代理机构和申请人地址是否相同没有检查"
    ),
}
"""Sentences by code; a signal keeps code and values, the page says them."""
SHARED = {
    "address": _("地址"), "phone": _("电话"), "email": _("邮箱"), "payer": _("缴费人"), "agency": _("代理机构"),
}  # fmt: skip


@dataclass(frozen=True)
class Signal:
    """What one signal found: its standing, the sentence's code and values, the filings behind it."""

    code: str
    standing: Standing
    says: str
    values: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()

    @property
    def fired(self) -> bool:
        return self.standing is Standing.FIRED


def fired_as(code: str, says: str, keys: Sequence[str], **values: object) -> Signal:
    """Return a signal that stands out, with the filings behind it."""
    return Signal(code, Standing.FIRED, says, _texts(values), tuple(sorted(keys)))


def quiet_as(code: str, says: str, **values: object) -> Signal:
    """Return a signal that does not stand out."""
    return Signal(code, Standing.QUIET, says, _texts(values))


def unchecked_as(code: str, says: str, **values: object) -> Signal:
    """Return a signal that was not checked."""
    return Signal(code, Standing.UNCHECKED, says, _texts(values))


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: f"{value:.3g}" if isinstance(value, float) else str(value) for name, value in values.items()}


def percent(share: float) -> str:
    """Return a share as people write it.

    >>> percent(0.85)
    '85%'
    """
    return f"{round(100 * share)}%"


def latest(filings: Sequence[Filed]) -> date | None:
    """Return the last day of filing, by which the list of what is abnormal is chosen."""
    return max((each.filed_on for each in filings if each.filed_on), default=None)
