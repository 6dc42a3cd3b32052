"""Why a day is the last one: sentences that keep what fills them, so that each reader gets them in his language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Union

from minzhi.kit.legal_time.calendar import SATURDAY, Year
from minzhi.kit.text import mark as _


@dataclass(frozen=True)
class Reason:
    """A sentence that can be translated: its text and what fills it, which may be a sentence itself."""

    text: str
    params: Mapping[str, Union[str, "Reason"]] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.told(str)

    def told(self, translate: Callable[[str], str]) -> str:
        """Return the sentence as `translate` (gettext, say) has it, with its parts translated too."""
        parts = {name: part.told(translate) if isinstance(part, Reason) else part for name, part in self.params.items()}
        return translate(self.text) % parts


def exchanged(years: list[Year], first: date, last: date) -> list[Reason]:
    """Say which weekdays from `first` to `last` were off, and which days of a weekend were worked."""
    off = sum(first <= day <= last and day.weekday() < SATURDAY for year in years for day in year.rest)
    worked = sorted(day for year in years for day in year.work if first <= day <= last)
    why = []
    if off:
        why.append(Reason(_("其间周一至周五放假%(count)s天，不计"), {"count": str(off)}))
    if worked:
        why.append(Reason(_("其间周末调休上班，计入：%(days)s"), {"days": "、".join(map(str, worked))}))
    return why


def grounds(years: list[Year], missing: list[int]) -> list[Reason]:
    """Name the notices that were followed, and the years that have none yet."""
    named = [f"{year.title}{year.number and f'（{year.number}）'}" for year in years]
    why = [Reason(_("按%(title)s"), {"title": title}) for title in named]
    if missing:
        listed = "、".join(map(str, missing))
        why.append(Reason(_("%(years)s年尚无放假安排，只按周末计算，为暂定日期"), {"years": listed}))
    return why
