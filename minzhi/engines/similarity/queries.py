"""Readings: filings and marks of the records, and the indexes that are kept beside the database."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from minzhi.engines.similarity.filings.filing import Filing
from minzhi.engines.similarity.filings.probing import Index, build
from minzhi.engines.similarity.filings.signs import packed
from minzhi.records.rights.models import Right

AT_ONCE = 2000
PATENTS = (Right.Kind.INVENTION, Right.Kind.UTILITY_MODEL)


def kept_in(what: str) -> Path:
    """Return the folder of an index or of a run's parts."""
    return Path(settings.HOME) / "similarity" / what


def imported() -> Iterator[Filing]:
    """Yield the imported inventions and utility models that have a text."""
    rows = Right.objects.filter(kind__in=PATENTS).exclude(abstract="", claims="").order_by("pk")
    for right in rows.iterator(AT_ONCE):
        yield filing_of(right)


def filing_of(right: Right) -> Filing:
    """Return a right as a filing; its key is its application number, else its uid."""
    return Filing(
        key=right.number or str(right.uid),
        title=right.title,
        abstract=right.abstract,
        claims=right.claims,
        kind=right.kind,
        agency=right.agency,
        address=right.address if right.address.count("号") else "",
        family=right.family,
        applicants=tuple(map(str, right.applicants)),
        inventors=tuple(map(str, right.inventors)),
        priorities=tuple(str(each.get("number", "")) for each in right.priorities if isinstance(each, dict)),
        filed_on=right.filed_on,
    )


def index_filings() -> int:
    """Build the index of imported filings for drafts; returns how many it holds."""
    given = list(imported())
    if not given:
        return 0
    build(*packed([each.text for each in given]), [each.key for each in given]).save(kept_in("filings"))
    return len(given)


def filings_index() -> Index | None:
    """Return the kept index of filings, None where there is none yet."""
    try:
        return Index.open(kept_in("filings"))
    except FileNotFoundError:
        return None
