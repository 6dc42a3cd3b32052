"""Demonstration zones: the conditions in numbers, the five groups of tasks, what acceptance still lacks.

国知办发保字〔2021〕4号: protected for three years, 60 % by users and by value, no major incident in three years,
support by policy; three years to build; a report each year by 31 December. The mid-term checklist is the office's own.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from minzhi.kit.legal_time import Calendar, years
from minzhi.kit.text import mark as _
from minzhi.programmes.geographical_indications.rules.coverage import LEAST, Coverage

GROUPS = {
    "system": _("制度体系"),
    "work": _("工作体系"),
    "protection": _("保护监管"),
    "publicity": _("宣传引导"),
    "cooperation": _("合作共赢"),
}
LEAST_YEARS = 3


@dataclass(frozen=True)
class State:
    """What is said of a zone: figures of coverage, since when the indication is protected, incidents, policy."""

    coverage: Coverage
    protected_since: date
    incident: bool
    policy: str


@dataclass(frozen=True)
class Condition:
    """One condition: what it asks, what there is, and how much is missing, "" where nothing is."""

    label: str
    there: str
    gap: str

    @property
    def holds(self) -> bool:
        return not self.gap


def conditions(state: State, on: date) -> list[Condition]:
    """Compare a zone with each condition; a gap is a number with its unit."""
    covered, since = state.coverage, state.protected_since
    three = years(LEAST_YEARS, rolls=False).due(since, Calendar()).due
    least = (LEAST * covered.output).quantize(Decimal("0.01"), ROUND_CEILING)
    users, value = covered.missing_users, max(Decimal(0), least - covered.used_output)
    incident, policy = (_("有"), _("有重大事件")) if state.incident else (_("没有"), ""), state.policy
    return [
        Condition(_("地理标志受保护满三年"), since.isoformat(), "" if three <= on else three.isoformat()),
        Condition(
            _("用标户数不低于60%"), _share(covered.users, covered.eligible, covered.by_users),
            str(users) if users or not covered.eligible else "",
        ),
        Condition(
            _("用标产值不低于60%"), _share(covered.used_output, covered.output, covered.by_value),
            str(value) if value or not covered.output else "",
        ),
        Condition(_("三年内没有重大事件"), *incident),
        Condition(_("有政策支持"), policy, "" if policy else _("没有写明")),
    ]  # fmt: skip


def _share(part: object, whole: object, percent: Decimal | None) -> str:
    return f"{part} ÷ {whole} = {'—' if percent is None else percent}%"
