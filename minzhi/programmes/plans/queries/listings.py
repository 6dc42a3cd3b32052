"""Lists that may leave the house: stated values, work points."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.plans.models import Point, Stated
from minzhi.records.tables.listing import Column, Listing


def _stated(asked: Mapping[str, str]) -> QuerySet[Any]:
    rows: QuerySet[Any] = Stated.objects.select_related("unit")
    return rows.filter(key=asked["key"]) if asked.get("key") else rows


def _points(asked: Mapping[str, str]) -> QuerySet[Any]:
    rows: QuerySet[Any] = Point.objects.select_related("group", "case")
    return rows.filter(group__uid=asked["group"]) if asked.get("group") else rows


STATED = Listing(
    "plans.stated", _("填报的数值"), "plans:stated",
    (
        Column(_("单位"), lambda row: row.unit.short),
        Column(_("名称"), lambda row: row.label),
        Column(_("年度"), lambda row: row.year, "number"),
        Column(_("数值"), lambda row: row.number.normalize(), "number"),
        Column(_("计量单位"), lambda row: row.of),
        Column(_("数据时点"), lambda row: row.as_of, "day"),
        Column(_("来源"), lambda row: row.source),
    ),
    _stated,
)  # fmt: skip
POINTS = Listing(
    "plans.points", _("工作要点"), "plans:points",
    (
        Column(_("工作机制"), lambda row: row.group.title),
        Column(_("年度"), lambda row: row.year, "number"),
        Column(_("序号"), lambda row: row.no, "number"),
        Column(_("工作要点"), lambda row: row.case.fields.get("words", "")),
        Column(_("责任单位"), lambda row: row.case.fields.get("lead", "")),
        Column(_("完成时限"), lambda row: row.case.fields.get("due_on", "")),
        Column(_("状态"), lambda row: row.case.state_label),
    ),
    _points,
)  # fmt: skip
LISTINGS = (STATED, POINTS)
