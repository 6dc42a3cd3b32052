"""The public guide of a process (办事指南), made from its table alone: steps, days, papers, articles."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.engines.casework.handling import handled, handling_of
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit import process as kernel
from minzhi.kit.legal_time import Span, Unit
from minzhi.kit.process import CLOCK, START, Action, Clock, Process

UNITS = {
    Unit.MINUTES: gettext_lazy("%(count)s分钟"),
    Unit.HOURS: gettext_lazy("%(count)s小时"),
    Unit.DAYS: gettext_lazy("%(count)s日"),
    Unit.WORKING_DAYS: gettext_lazy("%(count)s个工作日"),
    Unit.MONTHS: gettext_lazy("%(count)s个月"),
    Unit.YEARS: gettext_lazy("%(count)s年"),
}


@dataclass(frozen=True)
class Step:
    """One act as the public reads it."""

    label: str
    who: str
    leads_to: str
    asked: tuple[str, ...]
    article: str
    confirmed: bool
    hint: str


@dataclass(frozen=True)
class Period:
    """One clock as the public reads it."""

    label: str
    length: str
    from_act: str
    whose: str
    article: str
    confirmed: bool
    effect: str
    longer: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """Everything a guide says."""

    process: Process
    steps: tuple[Step, ...]
    periods: tuple[Period, ...]
    picture: SafeString
    opening: Action | None

    @property
    def asked(self) -> list[tuple[str, bool]]:
        """What the first form asks, and whether it must be given."""
        return [(_(field.label), field.required) for field in self.opening.form] if self.opening else []


def guides(on: date) -> list[Process]:
    """Return the processes in force that the public can read about."""
    found = []
    for name in handled():
        handling = handling_of(name)
        if handling and handling.opened_by_hand:
            found += [each for each in VERSIONS.all() if each.name == name and _holds(each, on)]
    return found


def _holds(process: Process, on: date) -> bool:
    return process.effective_from <= on and (process.effective_to is None or on <= process.effective_to)


def guide(process: Process) -> Guide:
    """Return the guide of a version of a process."""
    opening = next((each for each in process.actions if START in each.sources and each.public), None)
    return Guide(
        process=process,
        steps=tuple(_step(process, action) for action in process.actions if set(action.by) != {CLOCK}),
        periods=tuple(_period(process, clock) for clock in process.clocks),
        picture=SafeString(kernel.line(process)),
        opening=opening,
    )


def _step(process: Process, action: Action) -> Step:
    return Step(
        label=_(action.label),
        who="、".join(_(process.role(name)) for name in action.by if name != CLOCK),
        leads_to="" if action.target in {kernel.SAME, kernel.BEFORE, kernel.EARLIER} else _(_label(process, action)),
        asked=tuple(_(field.label) for field in action.form),
        article=str(action.cite or ""),
        confirmed=bool(action.cite and action.cite.confirmed),
        hint=_(action.hint) if action.hint else "",
    )


def _label(process: Process, action: Action) -> str:
    return process.state(action.target).label


def _period(process: Process, clock: Clock) -> Period:
    starts = [action.label for action in process.actions if action.name in clock.starters]
    more = [action for action in process.actions if action.extends == clock.name]
    return Period(
        label=_(clock.label),
        length=spoken(clock),
        from_act="、".join(_(label) for label in starts),
        whose=_(process.role(clock.whose)) if clock.whose else "",
        article=str(clock.cite or ""),
        confirmed=bool(clock.cite and clock.cite.confirmed),
        effect=_(clock.effect_on_lapse) if clock.effect_on_lapse else _(kernel.EFFECTS[clock.effect]),
        longer=tuple(_longer(process, action, clock) for action in more),
    )


def _longer(process: Process, action: Action, clock: Clock) -> str:
    by = action.extend_by or clock.extend_by
    said = _("%(action)s（%(who)s）") % {
        "action": _(action.label), "who": "、".join(_(process.role(name)) for name in action.by)
    }  # fmt: skip
    return f"{said}　{length(by)}" if by else said


def spoken(clock: Clock) -> str:
    """Return how long a clock runs, in words."""
    if clock.unknown:
        return _("未查到，待核定")
    written = [length(span) for span in clock.spans]
    return _("或").join(written) if written else _("由办理机关指定")


def length(span: str) -> str:
    """Return a span in words: ``5wd`` as 5个工作日."""
    read = Span.parse(span)
    return str(UNITS[read.unit]) % {"count": abs(read.amount)}
