"""Which version of a process holds on a day; how a case is carried over to another; how a log is replayed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process.acts import again, begin
from minzhi.kit.process.case import Case, Event
from minzhi.kit.process.process import Process
from minzhi.kit.process.refusals import ContradictsItself, NotMovable
from minzhi.kit.text import mark as _

MIGRATE = "→"
"""The name of the event that carries a case over to another version."""


class Versions:
    """The versions of all processes; two versions of one process never hold on the same day."""

    def __init__(self) -> None:
        self._held: dict[str, list[Process]] = {}

    def add(self, process: Process) -> None:
        """Add a version, once; raises `ContradictsItself` when its number or its days are taken."""
        held = self._held.setdefault(process.name, [])
        for other in held:
            if other == process:
                return
            if other.version == process.version:
                raise ContradictsItself(f"「{process.label}」的第{process.version}版已经有了，改动须另立一版")
            if _overlap(other, process):
                raise ContradictsItself(f"「{process.label}」第{other.version}版与第{process.version}版的施行日期重叠")
        held.append(process)

    def on(self, name: str, day: date) -> Process:
        """Return the version under which a case is opened on a day; raises `LookupError`."""
        for process in self._held.get(name, ()):
            if process.effective_from <= day and (process.effective_to is None or day <= process.effective_to):
                return process
        raise LookupError(_("流程「%(name)s」在%(day)s没有施行的版本。") % {"name": name, "day": day})

    def get(self, name: str, version: int) -> Process:
        """Return the version that a case has pinned; raises `LookupError`."""
        for process in self._held.get(name, ()):
            if process.version == version:
                return process
        raise LookupError(_("没有流程「%(name)s」的第%(version)s版。") % {"name": name, "version": version})

    def all(self) -> tuple[Process, ...]:
        return tuple(process for held in self._held.values() for process in held)


def _overlap(one: Process, other: Process) -> bool:
    return one.effective_from <= (other.effective_to or date.max) and other.effective_from <= (
        one.effective_to or date.max
    )


def migrate(case: Case, new: Process, *, states: Mapping[str, str], actor: str, on: date) -> Case:
    """Carry a case over to another version, by an explicit table of states; running terms stay as they are.

    Raises `NotMovable` where a state has no counterpart or a running term would run nowhere.
    """
    if case.state not in states:
        raise NotMovable(_("没有写明状态「%(state)s」在新版中对应什么。") % {"state": case.state})
    return _moved(case, new, Event(MIGRATE, new.version, actor, (), {}, on, states[case.state]))


def _moved(case: Case, new: Process, event: Event) -> Case:
    state = event.state
    if state not in {each.name for each in new.states}:
        raise NotMovable(_("新版没有状态「%(state)s」。") % {"state": state})
    runs = {clock.name for clock in new.clocks if state in clock.while_in or new.state(state).stops_clocks}
    if lost := [term.clock for term in case.clocks if term.is_live and term.clock not in runs]:
        raise NotMovable(_("正在计算的期限「%(clocks)s」在新版的该状态中没有着落。") % {"clocks": "、".join(lost)})
    return replace(case, version=new.version, state=state, log=case.log_with(event))


def replay(
    process: Process, events: Iterable[Event], calendar: Calendar, versions: Versions | None = None, *,
    unit: str = "", officer: str = "",
) -> Case:  # fmt: skip
    """Return the case that a log makes. `process` is the version it was opened under.

    Raises a `Refusal` for a log that the table cannot have made. `versions` is asked when the log carries the case over
    to another version; `unit` and `officer` opened it.
    """
    case = begin(process, unit=unit, officer=officer)
    for event in events:
        if event.action == MIGRATE and versions is not None:
            process = versions.get(process.name, event.version)
            case = _moved(case, process, event)
        else:
            case = again(process, case, event, calendar)
    return case
