"""A draft tried on one year's real records: who would move, how many checks it asks for, how often it would err."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from minzhi.engines.scoring.force import in_force
from minzhi.engines.scoring.models import Edition, Graded, Lot, Trial
from minzhi.engines.scoring.reckoning import AT_ONCE, Dated, Row, rows_of
from minzhi.engines.scoring.rules.grading import Scheme, points
from minzhi.engines.scoring.rules.timeline import Reckoner
from minzhi.kit.draws import Tier
from minzhi.records.facts.models import Fact

MOST = 200
Tell = Callable[[int, int], None]


@dataclass
class Count:
    """What one edition does with a year's records."""

    start: Counter[str] = field(default_factory=Counter)
    end: Counter[str] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, first: str, last: str, outcome: str | None) -> None:
        self.start[first] += 1
        self.end[last] += 1
        self.checked[first] += outcome is not None
        self.found[first] += outcome not in {None, Lot.Outcome.CLEAR}

    def said(self, scheme: Scheme) -> list[dict[str, Any]]:
        """Return for each grade how many end in it, how many of them are checked, and how many findings it foresaw."""
        return [
            {"grade": each.key, "label": each.label, "size": self.end[each.key], "checks": _checks(each, self.end),
             "checked": self.checked[each.key], "found": self.found[each.key]}
            for each in scheme.grades
        ]  # fmt: skip


def _checks(grade: Any, sizes: Counter[str]) -> int | None:  # noqa: ANN401 - a grade
    return None if grade.share is None else Tier(grade.key, grade.share).count(sizes[grade.key])


def try_out(trial: Trial, *, tell: Tell = lambda _done, _all: None) -> Trial:
    """Compute a trial and keep its result; it changes nobody's grade."""
    first, last = date(trial.year, 1, 1), date(trial.year, 12, 31)
    now, then = in_force(trial.edition.scheme, last).rules, trial.edition.rules
    ids = list(Graded.unscoped.filter(scheme=trial.edition.scheme).order_by("pk").values_list("pk", flat=True))
    outcomes, before, after = _outcomes(trial.year), Count(), Count()
    moves: Counter[tuple[str, str]] = Counter()
    movers: list[dict[str, Any]] = []
    ways = [Dated(first.toordinal(), last.toordinal(), Reckoner(each)) for each in (now, then)]
    for begin in range(0, len(ids), AT_ONCE):
        part = ids[begin : begin + AT_ONCE]
        about = {row[0]: row[1:] for row in _names(part)}
        for key, rows in rows_of(part, during=(first, last)):
            old, new = _ends(ways, rows)
            outcome = outcomes.get(about[key][2]) or outcomes.get(str(about[key][3]))
            before.add(old[0][1], old[1][1], outcome)
            after.add(new[0][1], new[1][1], outcome)
            moves[old[1][1], new[1][1]] += 1
            if old[1][1] != new[1][1] and len(movers) < MOST:
                movers.append(_mover(about[key], old[1], new[1]))
        trial.done = begin + len(part)
        tell(trial.done, len(ids))
    trial.result = {
        "moves": [{"before": one, "after": other, "number": number} for (one, other), number in sorted(moves.items())],
        "moved": sum(number for (one, other), number in moves.items() if one != other), "movers": movers,
        "now": before.said(now), "then": after.said(then),
        "errors": {"now": _errors(now, before), "then": _errors(then, after)},
    }  # fmt: skip
    trial.state, trial.total = Trial.State.DONE, len(ids)
    trial.save()
    return trial


def _names(part: Sequence[int]) -> Any:  # noqa: ANN401 - rows of values
    return Graded.unscoped.filter(pk__in=part).values_list("pk", "uid", "label", "number", "subject_uid")


def _ends(ways: Sequence[Dated], rows: Sequence[Row]) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    """Return for each edition total and grade on the first and on the last day."""
    found = [way.stretches(rows) for way in ways]
    return [((each[0].total, each[0].grade), (each[-1].total, each[-1].grade)) for each in found]


def _mover(about: tuple[Any, ...], old: tuple[int, str], new: tuple[int, str]) -> dict[str, Any]:
    return {
        "uid": str(about[0]), "label": about[1], "before": old[1], "after": new[1],
        "points_before": str(points(old[0])), "points_after": str(points(new[0])),
    }  # fmt: skip


def _outcomes(year: int) -> dict[str, str]:
    """Return what checks of the year found, by the object's own key; a finding outweighs a clean check."""
    found: dict[str, str] = {}
    rows = Fact.unscoped.filter(kind="scoring.object_checked", happened_on__year=year).values_list("payload", flat=True)
    for payload in rows:
        ref, outcome = str(payload.get("ref")), str(payload.get("outcome"))
        if found.get(ref, Lot.Outcome.CLEAR) == Lot.Outcome.CLEAR:
            found[ref] = outcome
    return found


def _errors(scheme: Scheme, count: Count) -> dict[str, Any]:
    """Return how many findings the best grade hid, and how many in the last grade were clean, of those checked."""
    best, last = scheme.grades[0].key, scheme.grades[-1].key
    return {
        "missed": count.found[best], "checked_best": count.checked[best],
        "false_alarms": count.checked[last] - count.found[last], "checked_last": count.checked[last],
        "checks": sum(filter(None, (_checks(each, count.end) for each in scheme.grades))),
        "known": all(each.share is not None for each in scheme.grades),
    }  # fmt: skip


def begin(edition: Edition, year: int, *, on: date) -> Trial:
    """Begin a trial; raises `CannotGrade` where nothing held in that year to compare with, before long work starts."""
    in_force(edition.scheme, date(year, 12, 31))
    return Trial.objects.create(
        edition=edition, year=year, made_on=on, total=Graded.unscoped.filter(scheme=edition.scheme).count()
    )
