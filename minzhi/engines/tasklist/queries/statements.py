"""The list of reports with proof, as it can be taken away."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from minzhi.engines.tasklist.models import Statement
from minzhi.records.tables.listing import Column, Listing


def statements(_asked: Mapping[str, str]) -> QuerySet[Statement]:
    """Return the reports that the scope sees, the latest first."""
    rows: QuerySet[Statement] = Statement.objects.select_related("unit", "notice", "document__issue")
    return rows


def _number(row: Any) -> str:  # noqa: ANN401 - a row of the list
    return row.document.issue.number if row.document else ""


STATEMENTS = Listing(
    "tasklist.statements", _("报告"), "plan:statements",
    (
        Column(_("标题"), lambda row: row.title),
        Column(_("种类"), lambda row: row.get_kind_display()),
        Column(_("期间"), lambda row: row.period),
        Column(_("单位"), lambda row: row.unit.short),
        Column(_("文号"), _number),
        Column(_("签发"), lambda row: row.adopted_on, "day"),
    ),
    statements,
)  # fmt: skip
