"""Until which day a published mark can be opposed, under the law of 2019, that of 2026, or, around the change, both."""

from dataclasses import dataclass
from datetime import date

from minzhi.kit.legal_time import Calendar, Due, Span
from minzhi.kit.text import mark as _
from minzhi.programmes.filing_order.rules.laws import READ

CHANGES_ON = date(2027, 1, 1)
OLD, NEW, BOTH = "2019", "2026", "both"
LAWS = {
    OLD: _("《商标法》（2019年修正）第33条，三个月"),
    NEW: _("《商标法》（2026年修订）第36条，二个月"),
    BOTH: _("新旧两法都可能适用，没有查到过渡规定：两个末日都列出，按较早的提醒"),
}
SPANS = {OLD: Span.parse("3m"), NEW: Span.parse("2m")}
CONFIRMED = {OLD: READ, NEW: READ, BOTH: ""}


@dataclass(frozen=True)
class Window:
    """The last days of opposition by law; `alarm` is the one to act by, `provisional` where it may still move."""

    law: str
    days: dict[str, Due]

    @property
    def alarm(self) -> date:
        return min(each.due for each in self.days.values())

    @property
    def provisional(self) -> bool:
        return self.law == BOTH or any(each.provisional for each in self.days.values())

    @property
    def alarmed_by(self) -> str:
        return min(self.days, key=lambda law: self.days[law].due)

    @property
    def span(self) -> str:
        """Return the length of the period that ends first, as legal time is written."""
        return str(SPANS[self.alarmed_by])

    @property
    def says(self) -> str:
        return LAWS[self.law]


def window(published_on: date, calendar: Calendar) -> Window:
    """Return until when a mark published on a day can be opposed.

    Where two months end before the law of 2026 is in force, only the old rule counts; a mark published under the new
    law has only the new one; in between both are shown.
    """
    days = {law: span.due(published_on, calendar) for law, span in SPANS.items()}
    if published_on >= CHANGES_ON:
        return Window(NEW, {NEW: days[NEW]})
    if days[NEW].due < CHANGES_ON:
        return Window(OLD, {OLD: days[OLD]})
    return Window(BOTH, days)
