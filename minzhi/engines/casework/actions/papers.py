"""Papers come into the dossier with an act; each keeps its SHA-256, its moment and where it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from minzhi.engines.casework.models import Case, Event, Paper
from minzhi.kit import clock
from minzhi.records.files.actions import store
from minzhi.records.files.models import StoredFile
from minzhi.records.units.actors import Actor


@dataclass(frozen=True)
class Upload:
    """A file for the dossier: its content, or a file that is stored already."""

    title: str
    content: bytes = b""
    file: StoredFile | None = None
    kind: str = Paper.Kind.OTHER
    way: str = Paper.Way.IN
    came_from: str = ""
    document: str = ""
    made_at: datetime | None = None
    is_public: bool = False


Stored = list[tuple[Upload, StoredFile]]


def stored(uploads: Iterable[Upload], *, by: Actor, on: date) -> Stored:
    """Store the files of papers, in the caller's transaction; raises `files.kinds.Refused`."""
    return [(each, each.file or store(each.content, name=each.title, by=by, on=on)) for each in uploads]


def add_papers(case: Case, event: Event, files: Stored, *, by: Actor, on: date) -> list[Paper]:
    """Keep papers with the event that brought them, in the caller's transaction."""
    if not files:
        return []
    last = Paper.unscoped.filter(case=case).count()
    rows = [_paper(case, event, *each, last + place, by=by, on=on) for place, each in enumerate(files, 1)]
    return Paper.unscoped.bulk_create(rows)


def _paper(case: Case, event: Event, given: Upload, file: StoredFile, number: int, *, by: Actor, on: date) -> Paper:
    return Paper(
        case=case, event=event, number=number, kind=given.kind, way=given.way, title=(given.title or file.name)[:200],
        came_from=given.came_from[:120] or str(by.unit), document=given.document, file=file, filed_on=on,
        made_at=given.made_at, recorded_at=clock.now(), is_public=given.is_public,
    )  # fmt: skip
