"""How much of an indication uses the mark: by users and by value; the condition of a demonstration zone."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

LEAST = Decimal("0.60")
"""国知办发保字〔2021〕4号: at least 60 % by users, and by value."""
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Coverage:
    """Users of the mark among eligible producers, their output among all output (one unit of money for both)."""

    users: int
    eligible: int
    used_output: Decimal
    output: Decimal

    @property
    def by_users(self) -> Decimal | None:
        return _percent(Decimal(self.users), Decimal(self.eligible))

    @property
    def by_value(self) -> Decimal | None:
        return _percent(self.used_output, self.output)

    @property
    def missing_users(self) -> int:
        """How many users more the condition of a zone asks for."""
        needed = int((LEAST * self.eligible).to_integral_value(ROUND_CEILING))
        return max(0, needed - self.users)

    @property
    def meets_zone(self) -> bool:
        """Tell whether both shares reach the condition; a share that is not known does not."""
        by_value = self.output > 0 and self.used_output >= LEAST * self.output
        return self.eligible > 0 and self.missing_users == 0 and by_value


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return (100 * part / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None
