"""Why a score is what it is, and what would make it better. Pure; the parts add up to the total, to the last digit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from minzhi.engines.scoring.rules.grading import Group, Rule, Scheme, points
from minzhi.engines.scoring.rules.timeline import FOR_EVER, last_day
from minzhi.kit.text import mark as _

START, CAP, LIMIT = _("起始分"), _("封顶"), _("不低于0、不超过满分")


@dataclass(frozen=True)
class Record:
    """One mark as the reasons need it: its row, amount, document, from when to when (None: as long as the row says)."""

    key: object
    rule: str
    amount: int
    document: str
    effective_on: date
    ends_on: date | None = None

    def last(self, scheme: Scheme) -> int:
        """Return the last day on which it counts, as an ordinal."""
        rule = scheme.rule(self.rule)
        ends = FOR_EVER if self.ends_on is None else self.ends_on.toordinal()
        first = self.effective_on.toordinal()
        return min(ends, last_day(first, rule.lasts)) if rule and rule.lasts else ends

    def counts_on(self, day: date, scheme: Scheme) -> bool:
        return scheme.rule(self.rule) is not None and self.effective_on.toordinal() <= day.toordinal() <= self.last(
            scheme
        )


@dataclass(frozen=True)
class Part:
    """One part of a total: what it is, how many thousandths, and the mark behind it where there is one."""

    label: str
    moved: int
    record: Record | None = None
    rule: Rule | None = None
    expires_on: date | None = None

    @property
    def points(self) -> object:
        return points(self.moved)


@dataclass(frozen=True)
class OfGroup:
    """One group with its parts and their sum."""

    group: Group
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.moved for part in self.parts)

    @property
    def points(self) -> object:
        return points(self.total)

    @property
    def full(self) -> object:
        return points(self.group.full)


@dataclass(frozen=True)
class Reasons:
    """A grade explained: the groups with their parts, the total, whether a veto row decided."""

    groups: tuple[OfGroup, ...]
    grade: str
    vetoes: tuple[Part, ...] = ()

    @property
    def total(self) -> int:
        return sum(each.total for each in self.groups)

    @property
    def points(self) -> object:
        return points(self.total)


def why(scheme: Scheme, records: Iterable[Record], day: date) -> Reasons:
    """Return the reasons of a grade on a day."""
    counted = [each for each in records if each.counts_on(day, scheme)]
    parts = {
        rule.key: [_part(rule, each, scheme) for each in counted if each.rule == rule.key] for rule in scheme.rules
    }
    groups = tuple(_group(scheme, group, parts) for group in scheme.groups)
    vetoes = tuple(part for rule in scheme.rules if rule.veto for part in parts[rule.key])
    total = sum(each.total for each in groups)
    return Reasons(groups, scheme.grade_of(total, veto=bool(vetoes)), vetoes)


def _part(rule: Rule, record: Record, scheme: Scheme) -> Part:
    last = record.last(scheme)
    expires = None if last == FOR_EVER else date.fromordinal(last)
    return Part(rule.label, (rule.points or 0) * record.amount, record, rule, expires)


def _group(scheme: Scheme, group: Group, parts: dict[str, list[Part]]) -> OfGroup:
    found, total = [Part(START, group.start)], group.start
    for rule in scheme.rules:
        if rule.group != group.key:
            continue
        moved = sum(part.moved for part in parts[rule.key])
        found += parts[rule.key]
        if rule.cap is not None and abs(moved) > rule.cap:
            kept = rule.cap if moved > 0 else -rule.cap
            found.append(Part(CAP, kept - moved, rule=rule))
            moved = kept
        total += moved
    if (kept := min(max(total, 0), group.full)) != total:
        found.append(Part(LIMIT, kept - total))
    return OfGroup(group, tuple(found))


@dataclass(frozen=True)
class Way:
    """One way to a better grade: which marks would have to end, and what the total would then be."""

    ending: tuple[Part, ...]
    total: int
    grade: str

    @property
    def points(self) -> object:
        return points(self.total)


@dataclass(frozen=True)
class Upward:
    """What gets somebody a grade: on which day it comes by itself (None: not at all), and what would bring it now."""

    grade: str
    by_itself_on: date | None
    now: Way | None


def upward(scheme: Scheme, records: Sequence[Record], day: date, *, grade: str) -> Upward:
    """Return when a grade comes by itself, as marks expire, and the fewest marks whose ending brings it today."""
    counted = [each for each in records if each.counts_on(day, scheme)]
    return Upward(grade, _by_itself(scheme, counted, day, grade), _now(scheme, counted, day, grade))


def _reached(scheme: Scheme, found: Reasons, grade: str) -> bool:
    return scheme.at_best(found.grade) <= scheme.at_best(grade)


def _by_itself(scheme: Scheme, records: Sequence[Record], day: date, grade: str) -> date | None:
    ends = {each.last(scheme) + 1 for each in records}
    days = [day, *(date.fromordinal(each) for each in sorted(ends) if each <= FOR_EVER)]
    return next((each for each in days if _reached(scheme, why(scheme, records, each), grade)), None)


def _now(scheme: Scheme, records: Sequence[Record], day: date, grade: str) -> Way | None:
    """End the heaviest marks one after another until the grade is reached."""
    left, ended, found = list(records), list[Part](), why(scheme, records, day)
    while not _reached(scheme, found, grade):
        vetoes = {part.rule for part in found.vetoes}
        parts = [
            part
            for group in found.groups
            for part in group.parts
            if part.record and (part.moved < 0 or part.rule in vetoes)
        ]
        if not parts:
            return None
        best = max(parts, key=lambda part: _gain(scheme, left, part, day))
        left = [each for each in left if each is not best.record]
        ended.append(best)
        found = why(scheme, left, day)
    return Way(tuple(ended), found.total, found.grade)


def _gain(scheme: Scheme, left: Sequence[Record], part: Part, day: date) -> tuple[int, int, int]:
    after = why(scheme, [each for each in left if each is not part.record], day)
    return -scheme.at_best(after.grade), after.total, -part.moved
