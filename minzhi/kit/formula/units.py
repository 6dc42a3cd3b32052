"""What a number counts: products of units with exponents, so that 件 are never added to 元."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class UnitsDiffer(ValueError):
    """Two quantities of different units were to be added or compared. The text names both."""


@dataclass(frozen=True)
class Dimension:
    """Units with their exponents; none at all is a plain number.

    >>> str(Dimension.of("件") / Dimension.of("万人"))
    '件/万人'
    """

    exponents: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, unit: str) -> "Dimension":
        """Return the dimension of one unit; "" and ``%`` are plain numbers."""
        return cls({unit: 1} if unit and unit != "%" else {})

    def __mul__(self, other: "Dimension") -> "Dimension":
        return self._joined(other, 1)

    def __truediv__(self, other: "Dimension") -> "Dimension":
        return self._joined(other, -1)

    def _joined(self, other: "Dimension", sign: int) -> "Dimension":
        names = {**self.exponents, **other.exponents}
        both = {name: self.exponents.get(name, 0) + sign * other.exponents.get(name, 0) for name in names}
        return Dimension({name: power for name, power in both.items() if power})

    def __str__(self) -> str:
        over = "·".join(_power(name, power) for name, power in sorted(self.exponents.items()) if power > 0)
        under = "·".join(_power(name, -power) for name, power in sorted(self.exponents.items()) if power < 0)
        return (over or ("1" if under else "")) + (f"/{under}" if under else "")


DIMENSIONLESS = Dimension()


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"
