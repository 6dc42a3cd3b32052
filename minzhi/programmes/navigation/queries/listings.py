"""Lists of the room that can be taken away: projects, filed results, service bases."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework import api as casework
from minzhi.programmes.navigation.models import Base
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.programmes.navigation.queries.results import shared_results
from minzhi.programmes.navigation.rules.exchange import PROJECT as FORM_FIELDS
from minzhi.programmes.navigation.rules.filing import DECIDERS, KINDS, LEVELS, OUTCOMES
from minzhi.records.tables.listing import Column, Listing

Case = casework.Case


def said(case: Case, name: str, words: dict[str, str]) -> str:
    """Return what a choice of a project's form is called."""
    key = case.fields.get(name)
    return _now(words[key]) if key in words else ""


def projects() -> "QuerySet[Any]":
    """Return the projects that the scope may see, the latest first."""
    rows: QuerySet[Any] = Case.objects.filter(process=PROJECT).select_related("unit").order_by("-pk")
    return rows


def bases() -> "QuerySet[Any]":
    """Return the service bases that the scope may see."""
    rows: QuerySet[Any] = Base.objects.select_related("place", "unit")
    return rows


COMMON = (
    Column(_("备案号"), lambda case: case.number),
    Column(_("项目名称"), lambda case: case.fields.get("title", "")),
    Column(_("项目类别"), lambda case: said(case, "kind", KINDS)),
    Column(_("单位"), lambda case: str(case.unit)),
    Column(_("委托方"), lambda case: case.fields.get("client", "")),
    Column(_("承担单位"), lambda case: case.fields.get("provider", "")),
    Column(_("产业"), lambda case: case.fields.get("industry", "")),
)


def _said(name: str) -> Column:
    """Return a column of the exchange form, under the name that a sheet is read by again."""
    return Column(_(FORM_FIELDS[name]), lambda case: case.fields.get(name, ""))


LISTINGS = (
    Listing(
        "navigation_projects",
        _("导航项目"),
        "navigation:projects",
        (
            *COMMON,
            Column(_("谁用来作决策"), lambda case: said(case, "decider", DECIDERS)),
            *(_said(name) for name in ("why_kind", "money_source", "money", "place", "boundary", "due_on")),
            Column(_("状态"), lambda case: case.state_label),
            Column(_("启动日"), lambda case: case.opened_on, "day"),
        ),
        lambda _query: projects(),
    ),
    Listing(
        "navigation_results",
        _("导航成果"),
        "navigation:shared",
        (
            *COMMON,
            Column(_("备案结果"), lambda case: said(case, "outcome", OUTCOMES)),
            Column(_("公开层级"), lambda case: said(case, "level", LEVELS)),
            Column(_("数据截止日"), lambda case: case.fields.get("cut_off", "")),
            Column(_("结论"), lambda case: case.fields.get("conclusions", "")),
        ),
        lambda _query: shared_results(),
    ),
    Listing(
        "navigation_bases",
        _("导航服务基地"),
        "navigation:bases",
        (
            Column(_("名称"), lambda base: base.name),
            Column(_("类别"), lambda base: base.get_kind_display()),
            Column(_("层级"), lambda base: base.get_level_display()),
            Column(_("所在地"), lambda base: base.place.name),
            Column(_("服务的产业"), lambda base: base.industry),
            Column(_("认定日"), lambda base: base.since, "day"),
            Column(_("到期日"), lambda base: base.until, "day"),
            Column(_("来源"), lambda base: base.source),
            Column(_("核定人"), lambda base: base.confirmed_by),
        ),
        lambda _query: bases(),
    ),
)  # fmt: skip
