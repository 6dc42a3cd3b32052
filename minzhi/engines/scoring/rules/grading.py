"""A grading scheme as data: groups, rows that move points, grades, what is checked of each. Pure.

Points are whole thousandths, so that a total equals the sum of its parts to the last digit. A row whose points nobody
has given moves nothing and says so: nothing is ever made up.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from minzhi.kit.legal_time import Span, Unit
from minzhi.kit.text import mark as _

MILLI, MOST = 1000, 10**6
KEY, LABEL, WORDS = 40, 120, 400
"""How long a key, a name and the source of a row may be."""
NAMED = re.compile(rf"[\w+]{{1,{KEY}}}")
LONGEST = {Unit.YEARS: 100, Unit.MONTHS: 1200, Unit.DAYS: 36_600}
"""A mark counts for a hundred years at most, in the units in which such a time is written."""
FIELDS = {"groups", "rows", "grades", "veto_grade", "source"}
GROUP_FIELDS = {"key", "label", "full", "start", "source", "confirmed_by"}
ROW_FIELDS = {
    "key", "label", "group", "points", "cap", "lasts", "veto", "facts", "source", "article", "confirmed_by",
}  # fmt: skip
GRADE_FIELDS = {"key", "label", "at_least", "share", "source", "confirmed_by"}


class SchemeWrong(ValueError):
    """The scheme contradicts itself. `args` are a sentence and what it speaks of."""

    def __str__(self) -> str:
        sentence, values = self.args
        return str(str(sentence) % values)


@dataclass(frozen=True)
class Group:
    """A group of rows: its score begins at `start` and stays between 0 and `full` (thousandths)."""

    key: str
    label: str
    full: int
    start: int
    confirmed: bool = False


@dataclass(frozen=True)
class Rule:
    """One row: what moves how many points (None: nobody has said), at most `cap` together, for how long."""

    key: str
    label: str
    group: str
    points: int | None
    cap: int | None = None
    lasts: Span | None = None
    veto: bool = False
    facts: tuple[str, ...] = ()
    source: str = ""
    article: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Grade:
    """One grade: from how many points on (None: everything below), and which share of it is checked."""

    key: str
    label: str
    at_least: int | None
    share: Decimal | None = None
    confirmed: bool = False


@dataclass(frozen=True)
class Scheme:
    """A checked scheme; grades stand from the best to the last."""

    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    grades: tuple[Grade, ...]
    veto_grade: str
    source: str = ""
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)

    def rule(self, key: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.key == key), None)

    def fed_by(self, kind: str) -> list[Rule]:
        """Return the rows that a kind of fact feeds."""
        return [rule for rule in self.rules if kind in rule.facts]

    def grade_of(self, total: int, *, veto: bool = False) -> str:
        """Return the grade of a total; a veto row decides before any number."""
        if veto:
            return self.veto_grade
        return next(grade.key for grade in self.grades if grade.at_least is None or total >= grade.at_least)

    def at_best(self, grade: str) -> int:
        """Return the place of a grade, 0 for the best."""
        return next(place for place, each in enumerate(self.grades) if each.key == grade)

    @property
    def unknown(self) -> list[Rule]:
        """The rows whose points nobody has given."""
        return [rule for rule in self.rules if rule.points is None and not rule.veto]


def milli(text: object) -> int:
    """Return a number of points in thousandths.

    >>> milli("-2.5"), milli(30)
    (-2500, 30000)
    """
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        raise SchemeWrong(_("「%(text)s」不是分数。"), {"text": str(text)[:KEY]}) from None
    if not number.is_finite() or not -MOST <= number <= MOST or number * MILLI != (number * MILLI).to_integral_value():
        raise SchemeWrong(_("分数「%(text)s」最多三位小数，不超过一百万。"), {"text": str(text)[:KEY]})
    return int(number * MILLI)


def points(thousandths: int) -> Decimal:
    """Return thousandths as points, without needless zeros.

    >>> points(-2500), points(30000)
    (Decimal('-2.5'), Decimal('30'))
    """
    number = Decimal(thousandths) / MILLI
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def read(document: Mapping[str, Any]) -> Scheme:
    """Read a scheme; raises `SchemeWrong` for anything unknown, missing, contradictory or without effect."""
    _only(document, FIELDS, _("评级规则"))
    groups = tuple(_group(each) for each in document.get("groups", ()))
    rules = tuple(_rule(each) for each in document.get("rows", ()))
    grades = tuple(_grade(each) for each in document.get("grades", ()))
    for what in (groups, rules, grades):
        keys = [each.key for each in what]
        if twice := [key for key in keys if keys.count(key) > 1]:
            raise SchemeWrong(_("「%(key)s」出现了两次。"), {"key": twice[0]})
        _named(what)
    scheme = Scheme(
        groups, rules, grades, str(document.get("veto_grade", "")), str(document.get("source", "")), document
    )
    _check_rules(scheme)
    _check_effect(scheme)
    _check_grades(scheme)
    return scheme


def _only(given: Mapping[str, Any], known: set[str], where: str) -> None:
    if odd := sorted(set(given) - known):
        raise SchemeWrong(_("「%(where)s」里有不认识的项：%(odd)s。"), {"where": where, "odd": "、".join(odd)})


def _named(rows: Sequence[Group | Rule | Grade]) -> None:
    """Refuse a key that no form could name, and a row that nobody could read."""
    for each in rows:
        if not NAMED.fullmatch(each.key):
            raise SchemeWrong(_("代号「%(key)s」只能用字母、数字、下划线和加号，最多%(most)s个字。"),
                              {"key": each.key[:KEY], "most": KEY})  # fmt: skip
        if not each.label or len(each.label) > LABEL or len(getattr(each, "source", "")) > WORDS:
            message = _("「%(key)s」要有名称，名称最多%(most)s个字，来源最多%(words)s个字。")
            raise SchemeWrong(message, {"key": each.key, "most": LABEL, "words": WORDS})


def _group(given: Mapping[str, Any]) -> Group:
    _only(given, GROUP_FIELDS, str(given.get("label", "")))
    full = milli(given["full"])
    start = full if given.get("start") is None else milli(given["start"])
    if not 0 <= start <= full:
        raise SchemeWrong(_("「%(group)s」的起始分须在0和满分之间。"), {"group": given["label"]})
    return Group(given["key"], given["label"], full, start, bool(given.get("confirmed_by")))


def _rule(given: Mapping[str, Any]) -> Rule:
    _only(given, ROW_FIELDS, str(given.get("label", "")))
    moved = None if given.get("points") in {None, ""} else milli(given["points"])
    cap = None if given.get("cap") in {None, ""} else abs(milli(given["cap"]))
    try:
        lasts = Span.parse(given["lasts"], rolls=False) if given.get("lasts") else None
    except ValueError:
        lasts = Span(0, Unit.YEARS)
    if lasts and not 0 < lasts.amount <= LONGEST.get(lasts.unit, 0):
        raise SchemeWrong(_("「%(row)s」的有效期不是期限，请写成1y、6m，最长一百年。"), {"row": given["label"]})
    return Rule(
        given["key"], given["label"], given["group"], moved, cap, lasts, bool(given.get("veto")),
        tuple(given.get("facts") or ()), str(given.get("source") or ""), str(given.get("article") or ""),
        bool(given.get("confirmed_by")),
    )  # fmt: skip


def _grade(given: Mapping[str, Any]) -> Grade:
    _only(given, GRADE_FIELDS, str(given.get("label", "")))
    least = None if given.get("at_least") in {None, ""} else milli(given["at_least"])
    return Grade(given["key"], given["label"], least, _share(given), bool(given.get("confirmed_by")))


def _share(given: Mapping[str, Any]) -> Decimal | None:
    if given.get("share") in {None, ""}:
        return None
    try:
        share = Decimal(str(given["share"]))
    except InvalidOperation:
        share = Decimal("NaN")
    if not share.is_finite() or not 0 <= share <= 1 or share != round(share, 4):
        raise SchemeWrong(_("「%(grade)s」的抽查比例须在0到1之间，最多四位小数。"), {"grade": given["label"]})
    return share


def _check_rules(scheme: Scheme) -> None:
    groups = {group.key: group for group in scheme.groups}
    for rule in scheme.rules:
        group = groups.get(rule.group)
        if group is None:
            raise SchemeWrong(_("「%(row)s」不属于任何一组。"), {"row": rule.label})
        if not rule.veto and (rule.points == 0 or rule.cap == 0 or group.full == 0):
            raise SchemeWrong(_("「%(row)s」永远不起作用：分值、封顶或该组满分为0。"), {"row": rule.label})


def _check_effect(scheme: Scheme) -> None:
    """Refuse a row that can never move its group: it adds where nothing is ever lost, or takes where nothing is."""
    for group in scheme.groups:
        rows = [rule for rule in scheme.rules if rule.group == group.key and rule.points and not rule.veto]
        if any(rule.group == group.key and rule.points is None and not rule.veto for rule in scheme.rules):
            continue  # what nobody has given points yet may still move it
        for sign, stuck in ((1, group.start == group.full), (-1, group.start == 0)):
            same = [rule for rule in rows if (rule.points or 0) * sign > 0]
            if stuck and same and len(same) == len(rows):
                message = _("「%(row)s」永远不起作用：「%(group)s」已在起始分封住，没有相反的项目。")
                raise SchemeWrong(message, {"row": same[0].label, "group": group.label})


def _check_grades(scheme: Scheme) -> None:
    """Refuse a grade that nobody can ever get, and grades out of order."""
    if not scheme.grades or scheme.grades[-1].at_least is not None:
        raise SchemeWrong(_("最后一级「%(grade)s」不设下限，其他各级要设。"), {"grade": _last(scheme.grades)})
    limits = [grade.at_least for grade in scheme.grades[:-1]]
    if None in limits or any(one <= other for one, other in pairwise(limits)):  # type: ignore[operator] # none is None here
        raise SchemeWrong(
            _("各级下限须从高到低：%(grades)s。"), {"grades": "、".join(each.key for each in scheme.grades)}
        )
    highest = sum(group.full for group in scheme.groups)
    if limits and limits[0] is not None and limits[0] > highest:
        raise SchemeWrong(_("「%(grade)s」谁也达不到：满分只有%(most)s。"),
                          {"grade": scheme.grades[0].label, "most": points(highest)})  # fmt: skip
    if limits and limits[-1] is not None and limits[-1] <= 0:
        raise SchemeWrong(_("「%(grade)s」永远不会出现：上一级的下限不大于0。"), {"grade": scheme.grades[-1].label})
    if scheme.veto_grade not in {grade.key for grade in scheme.grades}:
        raise SchemeWrong(_("一票否决的等级「%(grade)s」不在各级之中。"), {"grade": scheme.veto_grade})


def _last(grades: Sequence[Grade]) -> str:
    return grades[-1].label if grades else ""
