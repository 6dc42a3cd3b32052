"""A whole screening: filings in, leads and pairs out, ready to be shown or written down."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from minzhi.engines.similarity.filings.basis import Basis
from minzhi.engines.similarity.filings.evidence import UNCHECKED, EvidenceSheet, rule_of, sheet
from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.kinds import KINDS
from minzhi.engines.similarity.filings.leads import Lead, Pair, leads, pairs
from minzhi.engines.similarity.filings.relations import HONEST
from minzhi.engines.similarity.filings.scoring import Scorer
from minzhi.engines.similarity.filings.screening import Join, Tell, quiet, screen
from minzhi.engines.similarity.filings.signs import packed

NEVER = ("drawings", "description")


@dataclass(frozen=True)
class Screened:
    """What a screening found among `filings`; pairs and leads speak of them by their places."""

    filings: Sequence[Filing]
    pairs: Sequence[Pair]
    leads: Sequence[Lead]
    basis: Basis
    scorer: Scorer
    candidates: int

    def sheet(self, pair: Pair) -> EvidenceSheet:
        """Return the evidence sheet of a pair; the earlier filing stands on the left."""
        one, other = self.filings[pair.left], self.filings[pair.right]
        if one.filed_on and other.filed_on and other.filed_on < one.filed_on:
            one, other = other, one
        return sheet(one, other, self.basis, self.scorer)

    def as_json(self, *, sheets: int = 0) -> dict[str, object]:
        """Return leads and pairs as plain values, the first `sheets` pairs with their evidence."""
        return {
            "filings": len(self.filings),
            "candidates": self.candidates,
            "version": self.scorer.version,
            "threshold": self.scorer.threshold,
            "unchecked": [{"code": code, "text": UNCHECKED[code]} for code in NEVER],
            "pairs": [self._pair(place, pair, sheets) for place, pair in enumerate(self.pairs)],
            "leads": [asdict(lead) | {"kinds": dict(lead.kinds)} for lead in self.leads],
        }

    def _pair(self, place: int, pair: Pair, sheets: int) -> dict[str, object]:
        one, other = self.filings[pair.left], self.filings[pair.right]
        row: dict[str, object] = {
            "left": one.key,
            "right": other.key,
            "score": pair.score,
            "kind": pair.kind,
            "kind_label": KINDS[pair.kind],
            "rule": rule_of(one, other),
            "relation": pair.relation or None,
            "relation_label": HONEST[pair.relation] if pair.relation else None,
        }
        return row | ({"sheet": self.sheet(pair).as_json()} if place < sheets else {})


def screen_filings(
    given: Sequence[Filing],
    *,
    folder: Path | None = None,
    scorer: Scorer | None = None,
    basis: Basis | None = None,
    tell: Tell = quiet,
    join: Join | None = None,
) -> Screened:
    """Screen filings against each other; with a folder a killed run goes on where it was."""
    letters, bounds = packed([filing.text for filing in given])
    found = screen(letters, bounds, folder=folder, scorer=scorer, basis=basis, tell=tell, join=join)
    rows = pairs(found, given)
    return Screened(given, rows, leads(given, rows), found.basis, found.scorer, found.candidates)
