"""Values that cities state, as a sheet: each row is one value of one unit and year; what is wrong is said by cell."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from minzhi.engines.intake import api as intake
from minzhi.kit.process import FormWrong
from minzhi.kit.text import mark
from minzhi.programmes.plans.actions.outlines import CannotFollow, may_state, state, take_back
from minzhi.programmes.plans.models import Stated
from minzhi.programmes.plans.queries.following import asked_for
from minzhi.records.tables.rows import Row
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

YEARS = (2000, 2100)


class Values(intake.Take):
    """Stated values, one a row."""

    def may(self, by: Actor) -> bool:
        return by.role in {Role.OFFICER, Role.HEAD}

    def take(self, row: Mapping[str, intake.Value], *, by: Actor, on: date) -> Row:
        """State the value; an unknown code, a day to come, a foreign unit, a second value: each in its own cell."""
        known, unit = asked_for().get(str(row["key"])), Unit.objects.get(key=row["unit"])
        year, as_of = int(str(row["year"])), row["as_of"]
        wrong = {}
        if known is None:
            wrong["key"] = _("没有代号为「%(key)s」的数值：规划、测评里都没有问。") % {"key": row["key"]}
        if not isinstance(as_of, date) or as_of > on:
            wrong["as_of"] = _("数据时点%(day)s在今天之后，请核对。") % {"day": as_of}
        if not YEARS[0] <= year <= YEARS[1] or year > on.year:
            wrong["year"] = _("年度%(year)s不对，请核对。") % {"year": year}
        if not may_state(unit, by, on):
            wrong["unit"] = _("只能填报本单位和下级单位的数值。")
        if before := Stated.unscoped.filter(unit=unit, key=row["key"], year=year).first():
            message = _("已填报过%(number)s（%(source)s），有错误的请在目标页更正。")
            wrong["number"] = message % {"number": f"{before.number.normalize():f}", "source": before.source}
        if wrong or known is None or not isinstance(as_of, date):
            raise FormWrong(wrong)
        return state(
            unit=unit, key=str(row["key"]), label=known[0], of=known[1], year=year, number=Decimal(str(row["number"])),
            as_of=as_of, source=str(row["source"]), by=by, on=on,
        )  # fmt: skip

    def undo(self, made: Row, *, by: Actor, on: date) -> None:
        """Take the value back: a correcting fact says that none is stated."""
        found = Stated.unscoped.filter(uid=made.uid).first()
        if found is None:
            raise CannotFollow(_("这一数值已经撤回。"))
        take_back(found, by=by, on=on)


FIELD, KIND = intake.Field, intake.Kind
FORMAT = intake.Format(
    "plans.values", mark("规划、测评的数值"),
    (
        FIELD("unit", mark("地区"), KIND.UNIT, required=True, synonyms=("设区市",)),
        FIELD("key", mark("数值代号"), required=True, longest=40, synonyms=("代号", "指标代号")),
        FIELD("year", mark("年度"), KIND.WHOLE, required=True),
        FIELD("number", mark("数值"), KIND.NUMBER, required=True, places=4, synonyms=("指标值",)),
        FIELD("as_of", mark("数据时点"), KIND.DATE, required=True),
        FIELD("source", mark("来源"), required=True, longest=200),
    ),
    Values(), unique=("unit", "key", "year"), by_unit=False,
)  # fmt: skip
intake.register(FORMAT)
