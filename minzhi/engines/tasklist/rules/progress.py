"""How far a duty has come, from accepted evidence alone; parents follow from children and cannot be typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

NOTHING, WHOLE = Decimal(0), Decimal(1)


class BadProof(ValueError):
    """A rule of proof says nothing, or two things. The text names the rule."""


@dataclass(frozen=True)
class Proof:
    """What a kind of evidence proves: a share of the whole, one quarter of several, or a part of the target."""

    kind: str
    share: Decimal | None = None
    per_quarter: bool = False
    per_amount: bool = False

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Proof":
        """Read ``{kind, share | per_quarter | per_amount}``; raises `BadProof`."""
        share = Decimal(str(given["share"])) if "share" in given else None
        proof = cls(given["kind"], share, bool(given.get("per_quarter", False)), bool(given.get("per_amount", False)))
        ways = (share is not None) + proof.per_quarter + proof.per_amount
        if ways != 1 or not NOTHING < (WHOLE if share is None else share) <= WHOLE:
            raise BadProof(f"佐证「{proof.kind}」须且只须写明 share（0到1）、per_quarter、per_amount 之一")
        return proof


@dataclass(frozen=True)
class Accepted:
    """A piece of evidence that a reviewer has accepted."""

    kind: str
    period: str
    amount: Decimal | None = None


def duty_progress(
    proofs: Iterable[Proof], accepted: Sequence[Accepted], *, quarters: Sequence[str], target: Decimal | None = None
) -> Decimal:
    """Return the share, 0 to 1, that accepted evidence proves; the furthest of the ways counts.

    `quarters` are the quarters in which the duty is due (``2023Q2``), `target` the amount it must reach.
    """
    return max((_share(proof, accepted, quarters, target) for proof in proofs), default=NOTHING)


def _share(proof: Proof, accepted: Sequence[Accepted], quarters: Sequence[str], target: Decimal | None) -> Decimal:
    fitting = [each for each in accepted if each.kind == proof.kind]
    if not fitting:
        return NOTHING
    if proof.share is not None:
        return proof.share
    if proof.per_quarter:
        return Decimal(len({each.period for each in fitting} & set(quarters))) / max(len(quarters), 1)
    if not target:
        return NOTHING
    return min(WHOLE, sum((each.amount or NOTHING for each in fitting), NOTHING) / target)


def mean(shares: Iterable[Decimal]) -> Decimal:
    """Return the mean of the children's shares: the only way in which a parent comes by a figure."""
    given = list(shares)
    return sum(given, NOTHING) / len(given) if given else NOTHING
