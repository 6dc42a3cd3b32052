"""Computes a formula. What is missing counts as nothing and is said; nothing is ever made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from minzhi.kit.formula.compiling import ZERO, Missing
from minzhi.kit.formula.reading import Formula

PRECISE = Context(prec=34)


@dataclass(frozen=True)
class Outcome:
    """A value, and which quantities were missing; ``/0`` stands for a division by nothing."""

    value: Decimal
    missing: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        return not self.missing


WHOLE: frozenset[str] = frozenset()


def evaluate(formula: Formula, given: Mapping[str, Decimal | None]) -> Outcome:
    """Compute a formula from its quantities; a missing one (None, or not given) is 0 and flagged.

    >>> from minzhi.kit.formula import DIMENSIONLESS, read
    >>> evaluate(read("share(a, b)", {"a": DIMENSIONLESS, "b": DIMENSIONLESS}), {"a": Decimal(23), "b": Decimal(40)})
    Outcome(value=Decimal('0.575'), missing=frozenset())
    """
    known = {name: given.get(name) for name in formula.names}
    absent = frozenset(name for name, amount in known.items() if amount is None) if None in known.values() else WHOLE
    with localcontext(PRECISE):
        try:
            return Outcome(formula.run({name: ZERO if each is None else each for name, each in known.items()}), absent)
        except Missing:
            return Outcome(ZERO, absent | {"/0"})
