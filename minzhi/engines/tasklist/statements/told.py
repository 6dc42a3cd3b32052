"""A statement as it is told: each sentence with its figures numbered, live while it is a draft, frozen afterwards."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from minzhi.engines.documents.api import written
from minzhi.engines.tasklist.models import Evidence
from minzhi.engines.tasklist.models.statements import Claim, Statement
from minzhi.engines.tasklist.statements.computed import RULES
from minzhi.engines.tasklist.statements.figures import Difference, Figure, since
from minzhi.engines.tasklist.statements.outlines import OWN, about
from minzhi.engines.tasklist.statements.reading import Reading
from minzhi.kit.indicators import Period

AT_MOST = 60
HOLE = re.compile(r"\{(\w+)\}")
DAY = "{day}"
"""Filled with the day of the figures: today while a draft, then the day of signing. It is no figure."""


@dataclass(frozen=True)
class Told:
    """A claim with its figures in the order of its words, each with its number in the statement."""

    claim: Claim
    numbered: tuple[tuple[int, Figure], ...]
    day: date

    @property
    def pieces(self) -> Iterator[tuple[str, int, Figure | None]]:
        """Yield words and figures in their order: text, or number and figure."""
        known = {figure.name: (no, figure) for no, figure in self.numbered}
        for place, piece in enumerate(HOLE.split(self.claim.words.replace(DAY, written(self.day)))):
            if place % 2:
                no, figure = known[piece]
                yield figure.amount, no, figure
            elif piece:
                yield piece, 0, None

    @property
    def text(self) -> str:
        """The sentence as papers have it: after each figure its number in the annex."""
        return "".join(f"{text}[{no}]" if figure else text for text, no, figure in self.pieces)


def reading_of(statement: Statement, *, on: date) -> Reading:
    return Reading(
        statement.notice, statement.unit, Period.parse(statement.period), on, own=statement.kind in OWN,
        sheet=statement.sheet,
    )  # fmt: skip


def holes(words: str) -> list[str]:
    """Return the names of the figures that a sentence has a place for."""
    return HOLE.findall(words.replace(DAY, ""))


def told(statement: Statement, *, on: date) -> list[Told]:
    """Return the sentences of a statement: a draft with its figures of the day, an adopted one with those frozen."""
    if statement.document is None:
        return live(statement, on=on)
    frozen = statement.document.issue.records
    by_claim: dict[str, list[tuple[int, Figure]]] = {}
    for each in frozen:
        by_claim.setdefault(each["claim"], []).append((each["no"], Figure.of(each["figure"])))
    day = statement.document.issue.issued_on
    return [Told(claim, tuple(by_claim.get(str(claim.uid), ())), day) for claim in claims(statement)]


def claims(statement: Statement) -> list[Claim]:
    return list(Claim.unscoped.filter(statement=statement))


def live(statement: Statement, *, on: date) -> list[Told]:
    """Return the sentences with their figures as the plan stands on a day."""
    reading = reading_of(statement, on=on)
    found, next_no = [], 1
    for claim in claims(statement):
        computed = figures(claim, reading)
        numbered = [(next_no + place, computed[name]) for place, name in enumerate(holes(claim.words))]
        next_no += len(numbered)
        found.append(Told(claim, tuple(numbered), on))
    return found


def figures(claim: Claim, reading: Reading) -> Mapping[str, Figure]:
    """Return the figures that a claim's rule computes, by name; none for a sentence that only speaks."""
    if not claim.rule:
        return {}
    return {figure.name: figure for figure in RULES[claim.rule].compute(reading, about(claim.about))}


def changed(statement: Statement, *, on: date) -> dict[int, Difference]:
    """Return by number what happened to the figures of an adopted statement since."""
    if statement.document is None:
        return {}
    now = {no: figure for each in live(statement, on=on) for no, figure in each.numbered}
    then = {no: figure for each in told(statement, on=on) for no, figure in each.numbered}
    found = {no: since(figure, now[no]) for no, figure in then.items() if no in now}
    return {no: difference for no, difference in found.items() if difference.is_any}


def beneath(figures_: Sequence[Figure]) -> set[str]:
    """Return the uids of all records behind figures, and of the documents that prove them."""
    return {uid for figure in figures_ for record in figure.records for uid in (record.uid, *record.beneath)}


def proofs(uids: Sequence[str]) -> list[Evidence]:
    """Return the documents behind a figure that the reader may see; where there are many, the records lead to them."""
    if len(uids) > AT_MOST:
        return []
    return list(Evidence.objects.filter(uid__in=uids).select_related("duty__unit", "duty__measure__task", "file"))
