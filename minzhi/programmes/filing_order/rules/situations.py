"""The ten situations of the guidelines in which marks are filed in bad faith without intent to use (T-BF)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.signals import Standing


@dataclass(frozen=True)
class MarkLimits:
    """Thresholds of the situations on a day; proposals, by the names of `parameters.yaml` without ``tbf_``."""

    marks: int
    days: int
    owners: int
    repeats: int
    names: int
    buyers: int
    offers: int

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "MarkLimits":
        """Take the thresholds out of parameters; one that is missing raises `KeyError`."""
        return cls(**{each.name: given[f"tbf_{each.name}"] for each in fields(cls)})


@dataclass(frozen=True)
class Marked:
    """One filed mark: whose watched name of which kind it meets, if any.

    `copies` is the owner of a watched mark that it is identical or similar to; `name_of` the kind of watched name.
    """

    number: str
    text: str
    filed_on: date | None = None
    classes: tuple[str, ...] = ()
    copies: str = ""
    name_of: str = ""


@dataclass(frozen=True)
class Filer:
    """An applicant with all linked persons. Of what is None nothing is known: it was not checked.

    `offered` marks are for sale in public; `buyers` got marks of this filer; `has_products`: what the business is.
    """

    name: str
    members: tuple[str, ...]
    marks: Sequence[Marked]
    buyers: int | None = None
    passed: int | None = None
    offered: int | None = None
    has_products: bool | None = None
    other: str = ""


SITUATIONS = {
    1: _("申请数量巨大，明显超出正常经营活动需要"),
    2: _("大量复制、摹仿、抄袭多个主体在先具有一定知名度或者较强显著性的商标"),
    3: _("对同一主体具有一定知名度或者较强显著性的特定商标反复申请"),
    4: _(
        "大量申请与他人企业字号、企业名称简称、电商名称、域名，有一定影响的名称、包装、装潢，广告语等相同或者近似的标志"
    ),
    5: _("大量申请与知名人物姓名、知名作品或者角色名称等相同或者近似的标志"),
    6: _("大量申请与行政区划名称、山川名称、景点名称、建筑物名称等相同或者近似的标志"),
    7: _("大量申请指定商品或者服务上的通用名称、行业术语等缺乏显著性的标志"),
    8: _("大量提交申请，并大量转让商标，且受让人较为分散"),
    9: _("有以牟取不当利益为目的，大量售卖，向在先使用人等强迫商业合作、索要高额转让费、许可费等行为"),
    10: _("其他可以认定为恶意的情形"),
}
NAMES = {4: "trade_name", 5: "person", 6: "place", 7: "generic"}
SAYS = {
    "many": _("%(days)s日内%(count)s件，%(classes)s个类，没有对应的经营"),
    "many_unknown": _("%(days)s日内%(count)s件，%(classes)s个类；是否有对应的经营没有检查"),
    "not_many": _("%(days)s日内最多%(count)s件"),
    "has_products": _("有对应的经营"),
    "owners": _("与%(count)s个权利人的监测商标相同或者近似"),
    "repeats": _("对同一权利人%(count)s件"),
    "names": _("%(count)s件与监测的名称相同或者近似"),
    "not_watched": _("没有监测这类名称"),
    "sold": _("转让%(count)s件，受让人%(buyers)s个"),
    "no_transfers": _("没有转让数据"),
    "offered": _("公开兜售%(count)s件"),
    "no_offers": _("没有核查是否兜售"),
    "other": _("%(words)s"),
    "officer": _("由经办人写明"),
}


@dataclass(frozen=True)
class Situation:
    """One of the ten: its number, standing, why as code and values, the marks behind it."""

    number: int
    standing: Standing
    says: str
    values: Mapping[str, str] = field(default_factory=dict)
    keys: tuple[str, ...] = ()

    @property
    def fired(self) -> bool:
        return self.standing is Standing.FIRED


def _found(number: int, fired: bool, says: str, keys: Sequence[str] = (), **values: object) -> Situation:  # noqa: FBT001 - what was found
    standing = Standing.FIRED if fired else Standing.QUIET
    return Situation(number, standing, says, {name: str(value) for name, value in values.items()}, tuple(keys))


def _unknown(number: int, says: str) -> Situation:
    return Situation(number, Standing.UNCHECKED, says)


def situations(filer: Filer, limits: MarkLimits, *, watched: frozenset[str]) -> list[Situation]:
    """Return all ten; `watched` are the kinds of names that the watch list holds."""
    return [
        _many(filer, limits), _copies(filer, limits), _repeats(filer, limits),
        *(_names(filer, limits, number, kind, watched) for number, kind in NAMES.items()),
        _sold(filer, limits), _offered(filer, limits), _other(filer),
    ]  # fmt: skip


def _many(filer: Filer, limits: MarkLimits) -> Situation:
    window = timedelta(days=limits.days)
    dated = [each for each in filer.marks if each.filed_on]
    days = [each.filed_on for each in dated if each.filed_on]
    most, first = max(
        ((sum(day <= other < day + window for other in days), day) for day in days), default=(0, date.min)
    )
    if most < limits.marks:
        return _found(1, fired=False, says="not_many", days=limits.days, count=most)
    if filer.has_products:
        return _found(1, fired=False, says="has_products")
    inside = [each for each in dated if each.filed_on and first <= each.filed_on < first + window]
    classes = {kind for each in inside for kind in each.classes}
    says = "many_unknown" if filer.has_products is None else "many"
    keys = [each.number for each in inside]
    return _found(1, fired=True, says=says, keys=keys, days=limits.days, count=most, classes=len(classes))


def _copies(filer: Filer, limits: MarkLimits) -> Situation:
    rows = [each for each in filer.marks if each.copies]
    owners = {each.copies for each in rows}
    fired = len(owners) >= limits.owners
    return _found(2, fired=fired, says="owners", keys=[each.number for each in rows], count=len(owners))


def _repeats(filer: Filer, limits: MarkLimits) -> Situation:
    of: dict[str, list[str]] = {}
    for each in filer.marks:
        if each.copies:
            of.setdefault(each.copies, []).append(each.number)
    most = max(of.values(), key=len, default=[])
    return _found(3, fired=len(most) >= limits.repeats, says="repeats", keys=most, count=len(most))


def _names(filer: Filer, limits: MarkLimits, number: int, kind: str, watched: frozenset[str]) -> Situation:
    if kind not in watched:
        return _unknown(number, "not_watched")
    keys = [each.number for each in filer.marks if each.name_of == kind]
    return _found(number, fired=len(keys) >= limits.names, says="names", keys=keys, count=len(keys))


def _sold(filer: Filer, limits: MarkLimits) -> Situation:
    if filer.buyers is None or filer.passed is None:
        return _unknown(8, "no_transfers")
    fired = filer.buyers >= limits.buyers and filer.passed >= limits.buyers
    return _found(8, fired=fired, says="sold", count=filer.passed, buyers=filer.buyers)


def _offered(filer: Filer, limits: MarkLimits) -> Situation:
    if filer.offered is None:
        return _unknown(9, "no_offers")
    return _found(9, fired=filer.offered >= limits.offers, says="offered", count=filer.offered)


def _other(filer: Filer) -> Situation:
    if not filer.other:
        return _unknown(10, "officer")
    return _found(10, fired=True, says="other", words=filer.other)
