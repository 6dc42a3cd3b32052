"""Projects that come as a sheet, such as another platform's list: each row starts one, whatever its columns are called.

Which column is which field is confirmed once by whoever sends the sheet; intake remembers it.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.engines.intake import api as intake
from minzhi.kit.refusal import Refusal
from minzhi.kit.text import mark
from minzhi.programmes.navigation.queries.book import PROJECT
from minzhi.programmes.navigation.rules import exchange
from minzhi.programmes.navigation.rules.filing import DECIDERS, KINDS
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor
from minzhi.records.units.roles import Role

HEAD = frozenset({"head"})
REQUIRED = frozenset({"title", "decider", "kind", "client", "provider", "boundary"})
CHOICES = {"decider": DECIDERS, "kind": KINDS}
KINDS_OF_FIELD = {
    **dict.fromkeys(CHOICES, intake.Kind.CHOICE), "money": intake.Kind.NUMBER, "due_on": intake.Kind.DATE,
}  # fmt: skip
SYNONYMS = {
    "title": ("导航项目名称", "项目名"), "kind": ("导航类别", "类别"), "client": ("委托单位", "需求方"),
    "provider": ("实施单位", "服务机构"), "place": ("区域", "地区"), "industry": ("所属产业", "产业领域"),
    "boundary": ("技术范围",), "due_on": ("完成日期", "计划完成时间"),
}  # fmt: skip


class Projects(intake.Take):
    """Rows of a list of projects."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """Start the project of a row at the sender's unit."""
        form = {name: str(row[name]) for name in exchange.PROJECT if row.get(name) is not None}
        return casework.start(PROJECT, unit=by.unit, by=by, on=on, form=form)

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Stop the project while nothing but its start was done; refuses afterwards."""
        case = casework.Case.unscoped.get(pk=made.pk)
        if case.state != "started":
            raise Refusal(_("「%(case)s」已经往下办了，不能撤销导入。") % {"case": case})
        casework.carry_out(case, "stop", by=by, on=on, form={"why": _("撤销导入")}, roles=HEAD)


PROJECTS = intake.Format(
    "navigation.projects", mark("导航项目清单"),
    tuple(
        intake.Field(
            name, label, KINDS_OF_FIELD.get(name, intake.Kind.TEXT), required=name in REQUIRED,
            synonyms=SYNONYMS.get(name, ()), choices=CHOICES.get(name, {}),
            longest=4000 if name == "boundary" else 200,
        )
        for name, label in exchange.PROJECT.items()
    ),
    Projects(), unique=("title",),
    note=mark("其他平台导出的项目清单也可以：栏目对应确认一次，以后自动使用。"),
)  # fmt: skip
intake.register(PROJECTS)
