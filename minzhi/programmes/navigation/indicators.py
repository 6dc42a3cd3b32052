"""Figures of navigation for tasks 5, 13 and 14, each with the records behind it."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from uuid import UUID

from minzhi.engines.casework import api as casework
from minzhi.engines.search import api as search
from minzhi.kit.indicators import Indicator, Period, Value, register
from minzhi.kit.text import mark as _
from minzhi.programmes.navigation.models import Base, Line, Run, Sample
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.programmes.navigation.queries.results import doubtful


def _did(action: str, unit: UUID | None, period: Period) -> list[UUID]:
    return casework.did((PROJECT,), (action,), unit, period)


def _counted(uids: Iterable[UUID]) -> list[UUID]:
    """Leave out the reports that are nearly another's while nobody has explained why."""
    out = set(doubtful().values_list("case__uid", flat=True))
    return [uid for uid in uids if uid not in out]


def started(unit: UUID | None, period: Period) -> Value:
    return casework.count(_did("start", unit, period))


def of_kind(kind: str) -> Callable[[UUID | None, Period], Value]:
    """Return the count of the projects of one kind that were started."""

    def kind_started(unit: UUID | None, period: Period) -> Value:
        rows = casework.Case.unscoped.filter(uid__in=_did("start", unit, period), fields__kind=kind).order_by("pk")
        return casework.count(rows.values_list("uid", flat=True))

    return kind_started


def money(unit: UUID | None, period: Period) -> Value:
    """Return the money of the projects started, in 万元; those that say nothing of it are not behind it."""
    rows = casework.Case.unscoped.filter(uid__in=_did("start", unit, period)).order_by("pk")
    said = [(uid, Decimal(str(given))) for uid, given in rows.values_list("uid", "fields__money") if given]
    return Value(sum((amount for _uid, amount in said), Decimal(0)), casework.count(uid for uid, _said in said).records)


def filed(unit: UUID | None, period: Period) -> Value:
    return casework.count(_counted(_did("accept", unit, period)))


def full(unit: UUID | None, period: Period) -> Value:
    whole = _counted(_did("accept", unit, period))
    rows = casework.Case.unscoped.filter(uid__in=whole, fields__outcome="full")
    return casework.share(list(rows.values_list("uid", flat=True)), whole)


def twins(unit: UUID | None, period: Period) -> Value:
    rows = doubtful().filter(casework.within(period, "found_on"))
    cases = casework.Case.unscoped.filter(casework.of_unit(unit, period), pk__in=rows.values("case"))
    return casework.count(cases.values_list("uid", flat=True))


def _all_filed(unit: UUID | None, period: Period) -> list[UUID]:
    """Return what had been filed by the period's last day."""
    rows = casework.Case.unscoped.filter(casework.of_unit(unit, period), process=PROJECT)
    since = casework.first_days(rows.values_list("uid", flat=True), ("accept",))
    return _counted(uid for uid, day in since.items() if day <= period.last)


def adopted(unit: UUID | None, period: Period) -> Value:
    """Return the share of filed results that had been adopted at least once by the period's last day."""
    whole = _all_filed(unit, period)
    since = casework.first_days(whole, ("adopt",))
    return casework.share([uid for uid in whole if uid in since and since[uid] <= period.last], whole)


def industries(unit: UUID | None, period: Period) -> Value:
    """Count the different industries that filed results cover; the cases behind it are one for each."""
    rows = casework.Case.unscoped.filter(uid__in=_all_filed(unit, period)).order_by("pk")
    first: dict[str, UUID] = {}
    for uid, name in rows.values_list("uid", "fields__industry"):
        if name:
            first.setdefault(name, uid)
    return casework.count(first.values())


def bases(unit: UUID | None, period: Period) -> Value:
    rows = Base.unscoped.filter(casework.of_unit(unit, period), since__lte=period.last).exclude(until__lt=period.last)
    records = tuple(("navigation.base", uid) for uid in rows.values_list("uid", flat=True))
    return Value(Decimal(len(records)), records)


def subjects(unit: UUID | None, period: Period) -> Value:
    """Count the subject databases opened by a period's last day."""
    rows = search.SubjectBase.objects.filter(casework.of_unit(unit, period), opened_on__lte=period.last)
    records = tuple(("search.subjectbase", uid) for uid in rows.values_list("uid", flat=True))
    return Value(Decimal(len(records)), records)


def users(unit: UUID | None, period: Period) -> Value:
    """Count the units for which subject databases are kept; the databases are the records behind it."""
    rows = search.SubjectBase.objects.filter(casework.of_unit(unit, period), opened_on__lte=period.last)
    records = subjects(unit, period).records
    return Value(Decimal(rows.filter(users__isnull=False).order_by().values("users").distinct().count()), records)


def published(unit: UUID | None, period: Period) -> Value:
    whole = _counted(_did("accept", unit, period))
    rows = casework.Case.unscoped.filter(uid__in=whole, fields__level="public").order_by("pk")
    return casework.count(rows.values_list("uid", flat=True))


def searched(unit: UUID | None, period: Period) -> Value:
    """Count the projects whose strategies were run in a period: subject databases that were kept up."""
    runs = Run.unscoped.filter(casework.within(period, "run_on"), taken_in_on=None)
    cases = casework.Case.unscoped.filter(casework.of_unit(unit, period), pk__in=runs.values("case")).order_by("pk")
    return casework.count(cases.values_list("uid", flat=True))


def measured(unit: UUID | None, period: Period) -> Value:
    """Return the share of projects filed in a period that had a sample drawn for them."""
    whole = _counted(_did("accept", unit, period))
    sampled = set(Sample.unscoped.filter(case__uid__in=whole).values_list("case__uid", flat=True))
    return casework.share([uid for uid in whole if uid in sampled], whole)


def strategies(unit: UUID | None, period: Period) -> Value:
    """Count the strategies run in a period, each once; the projects are the records behind it."""
    lines = Line.unscoped.filter(casework.within(period, "run__run_on"), run__taken_in_on=None)
    cases = casework.Case.unscoped.filter(casework.of_unit(unit, period), pk__in=lines.values("run__case"))
    count = lines.filter(run__case__in=cases).order_by().values("node").distinct().count()
    return Value(Decimal(count), casework.count(cases.order_by("pk").values_list("uid", flat=True)).records)


for _key, _name, _unit, _formula, _compute in (
    ("started", _("导航项目启动数"), _("个"), _("期内启动的专利导航项目"), started),
    ("region", _("区域规划类项目数"), _("个"), _("期内启动的区域规划类项目"), of_kind("region")),
    ("industry", _("产业规划类项目数"), _("个"), _("期内启动的产业规划类项目"), of_kind("industry")),
    ("enterprise", _("企业经营类项目数"), _("个"), _("期内启动的企业经营类项目"), of_kind("enterprise")),
    ("research", _("研发活动类项目数"), _("个"), _("期内启动的研发活动类项目"), of_kind("research")),
    ("people", _("人才管理类项目数"), _("个"), _("期内启动的人才管理类项目"), of_kind("people")),
    ("money", _("导航项目经费"), _("万元"), _("期内启动项目的经费之和，没有填的不计"), money),
    ("filed", _("导航成果备案数"), _("项"), _("期内予以备案的成果，雷同而未说明的不计"), filed),
    ("full", _("无条件备案率"), "%", _("期内备案结果为「备案」÷ 期内备案"), full),
    ("adopted", _("导航成果采用率"), "%", _("期末已备案、至少被采用一次 ÷ 期末已备案"), adopted),
    ("industries", _("导航覆盖产业数"), _("个"), _("期末已备案成果的不同产业"), industries),
    ("bases", _("导航服务基地数"), _("家"), _("期末已登记、未到期的服务基地"), bases),
    ("twins", _("雷同未说明报告数"), _("份"), _("期内发现与在先报告雷同、尚未说明的报告"), twins),
    ("measured", _("备案成果抽样检验率"), "%", _("期内备案、做过查全或查准抽样 ÷ 期内备案"), measured),
    ("published", _("公开导航成果数"), _("项"), _("期内备案、向社会公开的成果"), published),
    ("searched", _("更新的导航专题数"), _("个"), _("期内运行过检索策略的项目"), searched),
    ("subjects", _("专题数据库数"), _("个"), _("期末已建立的专题数据库"), subjects),
    ("users", _("专题数据库使用单位数"), _("家"), _("期末已建立的专题数据库的不同使用单位"), users),
    ("strategies", _("运行的检索策略数"), _("条"), _("期内运行过的不同节点检索式"), strategies),
):  # fmt: skip
    register(Indicator(f"navigation.{_key}", _name, _unit, _formula, _compute))
