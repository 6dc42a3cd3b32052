"""Which papers an act issues: those that its table names and its room declared."""

from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case, Event
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.documents import api as documents


def papers_of(case: Case, event: Event) -> list[documents.Paper]:
    """Return the papers that the table names for an act and the room declared (`room.name`)."""
    handling = handling_of(case.process)
    action = VERSIONS.get(case.process, event.process_version).action(event.action)
    if handling is None or action is None or not action.documents:
        return []
    declared = {paper.key: paper for paper in documents.registered()}
    return [declared[key] for name in action.documents if (key := f"{handling.room}.{name}") in declared]
