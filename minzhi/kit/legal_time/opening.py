"""Hours that count only while something is open: a fair from nine to five, up to its last day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from minzhi.kit.legal_time.calendar import A_DAY
from minzhi.kit.legal_time.reasons import Reason
from minzhi.kit.text import mark as _

WRITTEN = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)\s*[-–—~～至]\s*([01]?\d|2[0-4])[:：]([0-5]\d)")
LAST_MINUTE = timedelta(days=1, minutes=-1)


class BadHours(ValueError):
    """A text names no hours of a day. The message says how they are written."""


@dataclass(frozen=True)
class Opening:
    """Open each day from `opens` to `closes` (time since midnight), for the last time on `last`."""

    last: date
    opens: timedelta = timedelta()
    closes: timedelta = A_DAY

    @classmethod
    def parse(cls, last: date, hours: str = "") -> "Opening":
        """Read ``09:00-17:30``; without hours it is open day and night. Raises `BadHours`."""
        if not hours.strip():
            return cls(last)
        found = WRITTEN.fullmatch(hours.strip())
        numbers = [int(part) for part in found.groups()] if found else [0, 0, 0, 0]
        opens, closes = (timedelta(hours=numbers[at], minutes=numbers[at + 1]) for at in (0, 2))
        if not opens < closes <= A_DAY:
            raise BadHours(f"「{hours}」不是一天里的开放时间，请按 09:00-17:30 的样子填写")
        return cls(last, opens, closes)

    @property
    def ends(self) -> datetime:
        """Return the last moment, still on the last day."""
        return datetime.combine(self.last, time()) + min(self.closes, LAST_MINUTE)

    def after(self, moment: datetime, length: timedelta) -> datetime:
        """Return when so much open time has passed, at the latest the last moment; at once where that is past."""
        left, day, end = length, moment.date(), self.ends.replace(tzinfo=moment.tzinfo)
        while day <= self.last:
            midnight = datetime.combine(day, time(), moment.tzinfo)
            begins = max(moment, midnight + self.opens)
            open_time = max(midnight + self.closes - begins, timedelta())
            if left <= open_time:
                return max(moment, min(begins + left, end))
            left, day = left - open_time, day + A_DAY
        return max(moment, end)

    def why(self) -> Reason:
        """Say which hours count."""
        hours = "-".join(f"{each // HOUR:02}:{each % HOUR // MINUTE:02}" for each in (self.opens, self.closes))
        given = {"hours": hours, "last": f"{self.ends:%Y-%m-%d %H:%M}"}
        return Reason(_("只计每日开放时间%(hours)s，最迟到%(last)s"), given)


HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
