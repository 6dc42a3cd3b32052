"""A draw from its published list: tiers, objects, those the law has checked anyway, officers, conflicts. Pure.

What is frozen is a document of plain lines; their hash and the day are the seed. `docs/auditors/replay_draw.py` does
the same with the standard library alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from minzhi.kit.draws import Tier, drawn, list_root, officers_for, ranked, seed_of
from minzhi.kit.text import mark as _


class ListWrong(ValueError):
    """The list cannot be drawn from. `args` are a sentence that says what to do, and what it speaks of."""

    def __str__(self) -> str:
        sentence, values = self.args
        return str(str(sentence) % values)


@dataclass(frozen=True)
class Entry:
    """One object of a draw. `by_law`: checked whatever the lot says. `conflicts` are keys of officers.

    `out`: listed, and left out of the draw (an expert who recuses himself), so that anybody sees from whom was drawn.
    `label` is what it is called: hashed too, so that no key is given another name after the draw. Lists of before
    December 2026 hash keys alone.
    """

    ref: str
    tier: str
    by_law: bool = False
    conflicts: tuple[str, ...] = ()
    out: bool = False
    label: str = ""

    def line(self) -> str:
        """Return the entry as it is hashed."""
        way = "out" if self.out else "law" if self.by_law else "lot"
        parts = ("object", self.ref, self.tier, way, ",".join(sorted(self.conflicts)))
        return "\t".join((*parts, " ".join(self.label.split())) if self.label else parts)


@dataclass(frozen=True)
class DrawList:
    """Everything that decides a draw: nothing else may."""

    day: date
    tiers: tuple[Tier, ...]
    entries: tuple[Entry, ...]
    officers: tuple[str, ...]
    each: int = 2
    matter: str = ""

    def check(self) -> None:
        """Raise `ListWrong` where the list contradicts itself."""
        refs, tiers = [entry.ref for entry in self.entries], {tier.key for tier in self.tiers}
        if twice := sorted({ref for ref in refs if refs.count(ref) > 1}) if len(set(refs)) < len(refs) else []:
            raise ListWrong(_("名单里重复：%(refs)s。请删去重复的再拟计划。"), {"refs": "、".join(twice[:5])})
        if odd := sorted({entry.tier for entry in self.entries} - tiers):
            raise ListWrong(_("名单里有计划没有的等级：%(tiers)s。"), {"tiers": "、".join(odd)})
        if wrong := [tier.key for tier in self.tiers if not 0 <= tier.share <= 1]:
            raise ListWrong(_("抽查比例须在0到1之间：%(tiers)s。"), {"tiers": "、".join(wrong)})
        least = 0 if self.is_panel else max(self.each, 1)
        if len(set(self.officers)) < least:
            raise ListWrong(_("检查人员不足%(each)s名，请补充后再拟计划。"), {"each": self.each})
        self._check_seats()
        if unclean := [each for each in (*refs, *self.officers, *tiers) if not each or set(each) & set("\t\n,")]:
            raise ListWrong(_("「%(name)s」不能作编号：不能为空，也不能有逗号、制表符、换行。"), {"name": unclean[0]})

    @property
    def is_panel(self) -> bool:
        """Tell whether people are drawn for seats: nobody checks them."""
        return not self.each and bool(self.tiers) and all(tier.number is not None for tier in self.tiers)

    def _check_seats(self) -> None:
        sizes = self.sizes()
        for tier in self.tiers:
            if tier.number is not None and not 1 <= tier.number <= sizes[tier.key]:
                out = sum(each.out for each in self.entries)
                message = _("要抽%(number)s名，回避%(out)s名后可抽的只有%(free)s名；请补充名单或改人数。")
                raise ListWrong(message, {"number": tier.number, "out": out, "free": sizes[tier.key]})

    def lines(self) -> list[str]:
        """Return the list as it is hashed: one line for each thing that decides."""
        return [
            f"each\t{self.each}",
            *([f"matter\t{self.matter}"] if self.matter else []),
            *(f"tier\t{tier.key}\t{_wanted(tier)}" for tier in self.tiers),
            *(f"officer\t{key}" for key in self.officers),
            *(entry.line() for entry in self.entries),
        ]

    @property
    def root(self) -> str:
        return list_root(self.lines())

    @property
    def seed(self) -> str:
        return seed_of(self.day, self.lines())

    def sizes(self) -> dict[str, int]:
        """Return how many of each tier are in the pool; who is checked by law, or recused, has left it."""
        return {tier.key: len(self._pool(tier.key)) for tier in self.tiers}

    def counts(self) -> dict[str, int]:
        """Return how many of each tier will be drawn."""
        sizes = self.sizes()
        return {tier.key: tier.count(sizes[tier.key]) for tier in self.tiers}

    def _pool(self, tier: str) -> list[str]:
        return [entry.ref for entry in self.entries if entry.tier == tier and not entry.by_law and not entry.out]


@dataclass(frozen=True)
class Result:
    """Who is checked, in the order of the draw (those by law last), and by which officers."""

    order: tuple[str, ...]
    officers: Mapping[str, Sequence[str]] = field(default_factory=dict)


def draw(given: DrawList) -> Result:
    """Return what follows from a list; raises `kit.draws.NobodyLeft` where conflicts leave too few officers."""
    seed = given.seed
    pools = {tier.key: given._pool(tier.key) for tier in given.tiers}  # noqa: SLF001 - its own module
    by_lot = [ref for refs in drawn(seed, given.tiers, pools).values() for ref in refs]
    by_law = ranked(seed, [entry.ref for entry in given.entries if entry.by_law])
    order = (*by_lot, *by_law)
    conflicts = {entry.ref: entry.conflicts for entry in given.entries}
    return Result(order, officers_for(seed, order, given.officers, conflicts, each=given.each))


def line_of(given: DrawList, tier: str) -> list[str]:
    """Return all that can be drawn of a tier in the order of the draw: who cannot come is followed by the next."""
    return ranked(given.seed, given._pool(tier))  # noqa: SLF001 - its own module


def _wanted(tier: Tier) -> str:
    """Return what is drawn of a tier as it is hashed: a share, or a number after a sign."""
    return _plain(tier.share) if tier.number is None else f"={tier.number}"


def _plain(share: Decimal) -> str:
    """Return a share as it is hashed: no exponent, no zeros at its end.

    >>> _plain(Decimal("0.030")), _plain(Decimal(1))
    ('0.03', '1')
    """
    return format(share.normalize(), "f")


def as_document(given: DrawList, seed: str) -> dict[str, object]:
    """Return a list as JSON that anybody can replay."""
    return {
        "day": given.day.isoformat(), "each": given.each, "seed": seed, "root": given.root,
        "tiers": [_as_document(tier) for tier in given.tiers],
        "officers": list(given.officers),
        "objects": [
            {"ref": each.ref, "tier": each.tier, "by_law": each.by_law, "conflicts": sorted(each.conflicts),
             **({"out": True} if each.out else {}), **({"label": each.label} if each.label else {})}
            for each in given.entries
        ],
        **({"matter": given.matter} if given.matter else {}),
    }  # fmt: skip


def _as_document(tier: Tier) -> dict[str, object]:
    number = {} if tier.number is None else {"number": tier.number}
    return {"key": tier.key, "share": _plain(tier.share), **number}
