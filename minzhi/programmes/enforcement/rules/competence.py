"""Who may decide: by matter and level, dated. A station proposes unless a row gives it more."""

from datetime import date
from enum import StrEnum

from minzhi.kit.decision import Decision, Input, Kind, Row, Table, decide, one_of
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.rules.laws import READ

MATTERS = (
    "passing_off", "trademark", "false_filing", "bad_faith", "olympic", "special_sign", "agency", "mark_agent",
    "on_the_spot",
)  # fmt: skip
JUDGED = frozenset(MATTERS)
"""Matters whose level a row names; of others the officer knows."""
LEVELS = ("province", "city", "county", "station")


class Power(StrEnum):
    """What a level may do in a matter."""

    DECIDES = "decides"
    PROPOSES = "proposes"


COUNTY_MARK, COUNTY_PATENT = _("县级以上市场监管部门查处"), _("县级以上负责专利执法的部门")
AGENCY = _("对专利代理机构、代理师和无资质代理的处罚由省级部门决定")
STATION, SPOT = _("市场监管所以县局名义办案，默认只提建议"), _("所能否当场处罚由县局授权，默认只提建议")


def _row(result: Power, says: str, source: str, article: str = "", *, read: bool = True, **when: str) -> Row[Power]:
    conditions = {name: one_of(value) for name, value in when.items()}
    return Row(conditions, result, says, source, article, confirmed_by=READ if read else "")


COMPETENCE = Table(
    "enforcement_competence", _("行政处罚的管辖"),
    (Input("matter", _("案由"), Kind.CHOICE, MATTERS), Input("level", _("层级"), Kind.CHOICE, LEVELS)),
    (
        _row(Power.PROPOSES, SPOT, "《行政处罚法》", "第51条", read=False, level="station", matter="on_the_spot"),
        _row(Power.PROPOSES, STATION, "三级联动执法工作规则（建议稿）", read=False, level="station"),
        _row(Power.DECIDES, AGENCY, "《专利代理条例》", "第25至27条", level="province", matter="agency"),
        _row(Power.PROPOSES, AGENCY, "《专利代理条例》", "第25至27条", matter="agency"),
        _row(Power.DECIDES, COUNTY_MARK, "《商标法》", "第62条", matter="trademark"),
        _row(Power.DECIDES, COUNTY_MARK, "《商标法》", "第68条", matter="mark_agent"),
        _row(Power.DECIDES, COUNTY_MARK, "市场监管总局令第17号", "第12条", matter="bad_faith"),
        _row(Power.DECIDES, COUNTY_MARK, "《奥林匹克标志保护条例》", "第13条", matter="olympic"),
        _row(Power.DECIDES, COUNTY_MARK, "《特殊标志管理条例》", read=False, matter="special_sign"),
        _row(Power.DECIDES, COUNTY_PATENT, "《专利法实施细则》", "第100条", matter="false_filing"),
        _row(Power.DECIDES, COUNTY_PATENT, "《专利法》", "第68条", matter="passing_off"),
        _row(Power.DECIDES, SPOT, "《行政处罚法》", "第51条", read=False, matter="on_the_spot"),
    ),
)  # fmt: skip


def may_decide(matter: str, level: str, *, on: date) -> Decision[Power]:
    return decide(COMPETENCE, on=on, matter=matter, level=level)
