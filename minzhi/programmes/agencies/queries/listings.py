"""The lists of this room that can be taken away."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minzhi.engines.scoring import api as scoring
from minzhi.kit import clock
from minzhi.programmes.agencies.models import Agency, Conduct, Training, YearlyReport
from minzhi.programmes.agencies.queries.register import agencies, everybody
from minzhi.programmes.agencies.rules.reports import REPORT
from minzhi.programmes.agencies.rules.scheme import KEY
from minzhi.records.tables.listing import Column, Listing


def reports(asked: Mapping[str, str]) -> QuerySet[YearlyReport]:
    """Return the reports that the scope may see, of one year where the query names it."""
    rows: QuerySet[YearlyReport] = YearlyReport.objects.select_related("agency__party", "agency__unit")
    year = asked.get("year", "")
    return rows.filter(year=int(year)) if year.isdigit() else rows


def trainings(_asked: Mapping[str, str]) -> QuerySet[Training]:
    rows: QuerySet[Training] = Training.objects.select_related("base", "unit").prefetch_related("agencies")
    return rows


def conducts(_asked: Mapping[str, str]) -> QuerySet[Conduct]:
    rows: QuerySet[Conduct] = Conduct.objects.select_related("agency__party", "unit")
    return rows


def directory(asked: Mapping[str, str]) -> QuerySet[Agency]:
    return everybody(asked, clock.today())


def _differences(report: YearlyReport) -> str:
    return "；".join(f"{_now(each['label'])}：{each['registered']}→{each['reported']}" for each in report.gaps)


WHO = (
    Column(_("名称"), str), Column(_("类别"), lambda row: row.get_kind_display()),
    Column(_("机构代码"), lambda row: row.code), Column(_("统一社会信用代码"), lambda row: row.number),
    Column(_("办公场所"), lambda row: row.address), Column(_("许可、备案日"), lambda row: row.valid_from, "day"),
    Column(_("备案有效期至"), lambda row: row.valid_to, "day"),
)  # fmt: skip
REGISTER = Listing(
    "agencies.register", _("代理机构登记册"), "agencies:register",
    (
        *WHO, Column(_("执行事务合伙人或者法定代表人"), lambda row: row.representative),
        Column(_("合伙人或者股东"), lambda row: row.partners), Column(_("单位"), lambda row: row.unit.short),
        Column(_("注销、撤销日"), lambda row: row.left_on, "day"),
    ),
    agencies,
)  # fmt: skip
DIRECTORY = Listing("agencies.directory", _("代理机构名录"), "agencies:directory", WHO, directory)
REPORTS = Listing(
    "agencies.reports", _("代理机构年度报告"), "agencies:reports",
    (
        Column(_("名称"), lambda row: str(row.agency)), Column(_("报告年度"), lambda row: row.year, "number"),
        Column(_("提交日"), lambda row: row.filed_on, "day"),
        *(Column(_(each.label), lambda row, name=each.name: row.said.get(name)) for each in REPORT),  # type: ignore[misc] # the name is bound
        Column(_("与登记信息不一致之处"), _differences),
    ),
    reports,
)  # fmt: skip
TRAININGS = Listing(
    "agencies.trainings", _("培训和交流"), "agencies:trainings",
    (
        Column(_("日期"), lambda row: row.held_on, "day"), Column(_("类别"), lambda row: row.get_kind_display()),
        Column(_("主题"), lambda row: row.title), Column(_("学时"), lambda row: row.hours, "number"),
        Column(_("参加人次"), lambda row: row.people, "number"),
        Column(_("培训基地"), lambda row: str(row.base or "")), Column(_("单位"), lambda row: row.unit.short),
    ),
    trainings,
)  # fmt: skip
CONDUCTS = Listing(
    "agencies.conducts", _("行业自律"), "agencies:conducts",
    (
        Column(_("日期"), lambda row: row.happened_on, "day"), Column(_("类别"), lambda row: row.get_kind_display()),
        Column(_("行业组织"), lambda row: row.body), Column(_("代理机构"), lambda row: str(row.agency or "")),
        Column(_("文件名称和文号"), lambda row: row.document),
    ),
    conducts,
)  # fmt: skip
SHARED = scoring.shared_list(KEY, _("信用评价记录的共享和撤回"), "agencies:shared")
GRADED: Any = scoring.listing(KEY, _("代理机构信用评价"), "agencies:grades")
LISTINGS = (REGISTER, DIRECTORY, REPORTS, TRAININGS, CONDUCTS, SHARED, GRADED)
