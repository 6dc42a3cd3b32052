"""The cases of a room in a period, by kind and by level: each figure with the cases it is made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from minzhi.engines.casework.models import Case, ClockRow, Event
from minzhi.engines.casework.queries.figures import count, mean, of_unit, share, within
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.sorts import Sort, sorts_of
from minzhi.kit.indicators import Period, Value
from minzhi.kit.process import Process
from minzhi.kit.text import mark as _

HANDED = "@hand_over"
LEVELS = {"province": _("省级"), "city": _("市级"), "county": _("县级"), "station": _("所站"), "centre": _("中心")}
AS_PROVINCE = {"division": "province"}
"""A division of the province decides in its name."""


@dataclass
class Heap:
    """What was found of one kind on one level: of the cases their uids, of those that ended their days."""

    begun: list[UUID] = field(default_factory=list)
    closed: dict[UUID, int] = field(default_factory=dict)
    mediated: list[UUID] = field(default_factory=list)
    ended: list[UUID] = field(default_factory=list)
    met: list[UUID] = field(default_factory=list)
    undone: list[UUID] = field(default_factory=list)
    moved: list[UUID] = field(default_factory=list)

    def join(self, other: "Heap") -> None:
        """Take in what was found on another level."""
        self.closed |= other.closed
        for name in ("begun", "mediated", "ended", "met", "undone", "moved"):
            getattr(self, name).extend(getattr(other, name))


@dataclass(frozen=True)
class Measure:
    """One figure of a heap; it is asked only of kinds of which `of` (a part of `Sort`) is said."""

    key: str
    label: str
    unit: str
    formula: str
    value: Callable[[Heap], Value]
    of: str = "begun"


MEASURES = (
    Measure("accepted", _("受理数"), _("件"), _("期内立案、受理的案件"), lambda heap: count(heap.begun)),
    Measure("closed", _("办结数"), _("件"), _("期内办结的案件"), lambda heap: count(heap.closed)),
    Measure(
        "on_time", _("按期率"), "%", _("期内按期 ÷ 期内所看期限了结的"),
        lambda heap: share(heap.met, heap.ended), "clock",
    ),
    Measure(
        "mean_days", _("平均天数"), _("天"), _("期内办结案件自收到至办结的日历天数平均"),
        lambda heap: mean(list(heap.closed.values()), list(heap.closed)),
    ),
    Measure(
        "mediated", _("调解率"), "%", _("期内以调解了结的 ÷ 期内办结的"),
        lambda heap: share(heap.mediated, list(heap.closed)), "mediated",
    ),
    Measure("undone", _("被撤销数"), _("件"), _("期内结论被撤销的案件"), lambda heap: count(heap.undone), "undone"),
    Measure("moved", _("移送数"), _("件"), _("期内移送、移交的案件"), lambda heap: count(heap.moved)),
)  # fmt: skip
Place = tuple[str, str]
"""Process and level; level "" is all of them."""
Found = Mapping[Place, Heap]
Heaps = defaultdict[Place, Heap]


def found(sorts: Iterable[Sort], unit: UUID | None, period: Period) -> Found:
    """Return what was found of these kinds in a period; three queries."""
    asked = {sort.process: sort for sort in sorts}
    heaps: defaultdict[Place, Heap] = defaultdict(Heap)
    cases = Case.unscoped.filter(of_unit(unit, period), process__in=asked)
    _acts(heaps, asked, cases, period)
    _ends(heaps, asked, cases, period)
    _clocks(heaps, asked, cases, period)
    for (process, _level), heap in list(heaps.items()):
        heaps[process, ""].join(heap)
    return dict(heaps)


def _acts(heaps: Heaps, asked: Mapping[str, Sort], cases: QuerySet[Case], period: Period) -> None:
    """Find in which cases an act was done that counts; often done, it counts once."""
    kept = {process: _columns(sort) for process, sort in asked.items()}
    actions = {action for columns in kept.values() for action in columns}
    events = Event.unscoped.filter(within(period, "happened_on"), action__in=actions, case__in=cases)
    rows = events.order_by("case_id").values_list("case__process", "case__unit__kind", "case__uid", "action")
    for process, kind, uid, action in rows:
        if column := kept[process].get(action):
            into: list[UUID] = getattr(_at(heaps, process, kind), column)
            if into[-1:] != [uid]:  # the acts of a case come one after another
                into.append(uid)


def _columns(sort: Sort) -> dict[str, str]:
    """Return as what each act counts."""
    said = {"begun": sort.begun, "undone": sort.undone, "moved": (HANDED, *sort.moved)}
    return {action: column for column, actions in said.items() for action in actions}


def _ends(heaps: Heaps, asked: Mapping[str, Sort], cases: QuerySet[Case], period: Period) -> None:
    ended = cases.filter(within(period, "closed_on")).order_by("pk")
    for process, kind, uid, state, opened_on, closed_on in ended.values_list(
        "process", "unit__kind", "uid", "state", "opened_on", "closed_on"
    ):
        heap = _at(heaps, process, kind)
        heap.closed[uid] = ((closed_on or opened_on) - opened_on).days
        if state in asked[process].mediated:
            heap.mediated.append(uid)


def _clocks(heaps: Heaps, asked: Mapping[str, Sort], cases: QuerySet[Case], period: Period) -> None:
    names = {sort.clock for sort in asked.values() if sort.clock}
    ended = ClockRow.unscoped.filter(within(period, "ended_on"), clock__in=names, case__in=cases).order_by("pk")
    for process, kind, uid, clock, standing in ended.values_list(
        "case__process", "case__unit__kind", "case__uid", "clock", "standing"
    ):
        if asked[process].clock != clock:
            continue
        heap = _at(heaps, process, kind)
        heap.ended.append(uid)
        if standing == ClockRow.State.MET:
            heap.met.append(uid)


def _at(heaps: Heaps, process: str, kind: str) -> Heap:
    return heaps[process, AS_PROVINCE.get(kind, kind)]


@dataclass(frozen=True)
class Cell:
    """One figure of one kind on one level; `asked` is how its address says which; nothing where it is not counted."""

    measure: Measure
    asked: str
    value: Value | None


@dataclass(frozen=True)
class Line:
    """The figures of one kind, on one level or on all; `clock` is the period by which it is on time."""

    label: str
    level: str
    clock: str
    cells: tuple[Cell, ...]


def lines(room: str, unit: UUID | None, period: Period) -> list[Line]:
    """Return the figures of a room by kind, and below each kind by level where more than one has cases."""
    heaps = found(sorts_of(room), unit, period)
    return [line for sort in sorts_of(room) for line in _lines(sort, heaps)]


def _lines(sort: Sort, heaps: Found) -> Iterator[Line]:
    yield _line(sort, "", heaps)
    levels = [level for level in LEVELS if (sort.process, level) in heaps]
    if len(levels) > 1:
        for level in levels:
            yield _line(sort, level, heaps)


def _line(sort: Sort, level: str, heaps: Found) -> Line:
    heap = heaps.get((sort.process, level), Heap())
    asked = f"kind={sort.process}&level={level}"
    cells = (Cell(each, asked, each.value(heap) if getattr(sort, each.of) else None) for each in MEASURES)
    process = _latest(sort.process)
    clock = process.clock(sort.clock).label if sort.clock else ""
    return Line(process.label, LEVELS.get(level, ""), clock, tuple(cells))


def _latest(process: str) -> Process:
    return [each for each in VERSIONS.all() if each.name == process][-1]


def named(room: str, key: str, process: str, level: str) -> tuple[Measure, str] | None:
    """Return a measure by its key and what the kind on this level is called; nothing where it is not counted."""
    sort = next((each for each in sorts_of(room) if each.process == process), None)
    measure = next((each for each in MEASURES if each.key == key), None)
    if sort is None or measure is None or not getattr(sort, measure.of) or (level and level not in LEVELS):
        return None
    label = "　".join(gettext(part) for part in (_latest(process).label, LEVELS.get(level, "")) if part)
    return measure, label


def of_sort(room: str, measure: Measure, process: str, level: str, unit: UUID | None, period: Period) -> Value:
    """Return one figure alone, for whoever opens it."""
    sorts = [each for each in sorts_of(room) if each.process == process]
    return measure.value(found(sorts, unit, period).get((process, level), Heap()))
