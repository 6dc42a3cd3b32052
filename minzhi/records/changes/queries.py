"""Whether anything changed since: what was read under a version holds as long as the version is the same.

The rows that a reader sees are those of the changes committed before, and none ever goes without another taking over
its weight. So their sum only grows, and two readers with the same sum see the same changes. The version is to be read
before what it is to vouch for: what is read afterwards is at least as new.
"""

from django.db.models import CharField, Sum

from minzhi.records.changes.models import Change
from minzhi.records.tables.composed import Composed, Given

VERSION = Composed(
    lambda: (
        Change.objects.filter(topic=Given("topic", CharField()))
        .values("topic")
        .annotate(sum=Sum("weight"))
        .values_list("sum")
    )
)


def version(topic: str) -> int:
    """Return how often a topic changed; one short query."""
    found = VERSION(topic=topic)
    return int(found[0][0]) if found else 0
