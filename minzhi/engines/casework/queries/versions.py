"""What another version of its process would mean for a case: shown side by side before anybody moves it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minzhi.engines.casework.models import Case
from minzhi.engines.casework.queries.guides import length, spoken
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.values import value_of
from minzhi.kit import process as kernel
from minzhi.kit.process import NotMovable, Process
from minzhi.records.calendars.queries import calendar


@dataclass(frozen=True)
class Kept:
    """A running period before and after: its day and length stay; what the new version would give is said beside."""

    label: str
    due: date
    length: str
    article: str
    new_length: str
    new_article: str

    @property
    def differs(self) -> bool:
        return (self.length, self.article) != (self.new_length, self.new_article)


@dataclass(frozen=True)
class Preview:
    """A case as it stands and as it would stand; `why_not` is a sentence where it cannot be moved so."""

    new: Process
    state: str
    new_state: str
    periods: tuple[Kept, ...]
    acts: tuple[str, ...]
    new_acts: tuple[str, ...]
    why_not: str = ""


def others(case: Case) -> list[Process]:
    """Return the other versions of the case's process, the latest first."""
    found = [each for each in VERSIONS.all() if each.name == case.process and each.version != case.process_version]
    return sorted(found, key=lambda each: each.version, reverse=True)


def states_in(new: Process, case: Case) -> list[tuple[str, str]]:
    """Return the states of a version in which a case can go on, the one of the same name first."""
    open_ones = [state for state in new.states if not state.final]
    return [(state.name, _(state.label)) for state in sorted(open_ones, key=lambda each: each.name != case.state)]


def preview(case: Case, new: Process, state: str, *, on: date) -> Preview:
    """Return what moving a case to a state of another version would change, and what it would not."""
    old = case.table
    value = kernel.lapse(old, value_of(case), on, calendar())
    try:
        kernel.migrate(value, new, states={value.state: state}, actor="", on=on)
    except NotMovable as refused:
        why_not = str(refused)
    else:
        why_not = ""
    return Preview(
        new=new, state=_(old.state(value.state).label), new_state=_(new.state(state).label),
        periods=tuple(_kept(old, new, term) for term in value.clocks if term.is_live),
        acts=_acts(old, value.state), new_acts=_acts(new, state), why_not=why_not,
    )  # fmt: skip


def _kept(old: Process, new: Process, term: kernel.Term) -> Kept:
    clock, other = old.clock(term.clock), next((each for each in new.clocks if each.name == term.clock), None)
    new_length, cite = (spoken(other), other.cite) if other else (_("没有这一期限"), None)
    return Kept(_(clock.label), term.due, length(term.span), str(clock.cite or ""), new_length, str(cite or ""))


def _acts(table: Process, state: str) -> tuple[str, ...]:
    return tuple(_(action.label) for action in table.actions if state in action.sources)
