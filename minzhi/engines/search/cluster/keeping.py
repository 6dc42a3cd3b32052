"""Keeps the index on the cluster: follows the database, is built anew while the old one answers, is snapshot.

The alias bears the fingerprint of tokeniser and schema. While an index is being built, a second alias names it, and
changes are written into both. Every document has the moment of its reading as its version: of two indexers that write
the same right, the later reader wins, whoever comes last.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from minzhi.engines.search.cluster import rows
from minzhi.engines.search.cluster.running import Cluster
from minzhi.engines.search.index.keeping import codes, forget
from minzhi.engines.search.index.rows import document_of, texts_of
from minzhi.engines.search.index.schema import fingerprint
from minzhi.kit import clock
from minzhi.records.rights.models import Right, Touched
from minzhi.records.rights.names import rulings

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

AT_ONCE = 1000
PATIENCE = 60
LONGEST = 3600
"""Seconds for a request and for a snapshot."""
NEWER = 409
"""The answer where the index has a later reading of the right."""
Action = dict[str, Any]


class NotWritten(RuntimeError):
    """The cluster did not take some rights; they stay on the list and are put in again."""


class Keeper:
    """Keeps the indexes of one installation. `said` is the table ``[search]`` of its settings."""

    def __init__(self, said: dict[str, Any], client: "OpenSearch | None" = None) -> None:
        self.said, self.client = said, client or connected(said)
        self.name = said.get("name", "minzhi")

    @property
    def alias(self) -> str:
        """Return the name under which this version searches."""
        return f"{self.name}-{fingerprint()}"

    @property
    def coming(self) -> str:
        """Return the name of an index that is being built."""
        return f"{self.alias}-next"

    def engine(self) -> Cluster:
        """Return the engine; builds the index where there is none."""
        if not self.indexes(self.alias):
            self.rebuild()
        return Cluster(self.client, self.alias, texts_of)

    def indexes(self, alias: str) -> list[str]:
        """Return the indexes behind an alias."""
        from opensearchpy import NotFoundError  # noqa: PLC0415 - takes 14 MB that only an installation with a cluster needs

        try:
            return sorted(self.client.indices.get_alias(name=alias))
        except NotFoundError:
            return []

    def bring_up_to_date(self) -> int:
        """Put what changed into the index; returns how many rights that were. Raises `NotWritten`."""
        targets = self.indexes(self.alias) + self.indexes(self.coming)
        if not targets:
            self.rebuild()
            return Right.objects.count()
        waiting = dict(Touched.objects.values_list("pk", "right_id").iterator())
        ids, names = sorted(set(waiting.values())), codes()
        for start in range(0, len(ids), AT_ONCE):
            self._write(targets, list(self._changed(ids[start : start + AT_ONCE], names)))
        if ids:
            self.client.indices.refresh(index=",".join(targets))
        forget(waiting)
        return len(ids)

    def _changed(self, ids: Sequence[int], names: dict[str, str]) -> Iterator[Action]:
        read_at = moment()
        kept = Right.objects.filter(pk__in=ids, withdrawn=False).prefetch_related("publications")
        found, ruled = {right.pk: right for right in kept}, rulings()
        for id_ in ids:
            gone = {"_op_type": "delete", "_id": id_}
            act = put(found[id_], names, ruled) if id_ in found else gone
            yield act | {"version": read_at, "version_type": "external_gte"}

    def _write(self, targets: Iterable[str], actions: list[Action]) -> None:
        from opensearchpy.helpers import bulk  # noqa: PLC0415 - takes 14 MB that only an installation with a cluster needs

        for index in targets:
            _written, errors = bulk(
                self.client, actions, index=index, raise_on_error=False, max_retries=5, request_timeout=PATIENCE
            )
            answers = [(kind, each) for error in errors for kind, each in error.items()]
            wrong = [each for kind, each in answers if each["status"] != NEWER and kind != "delete"]
            if wrong:
                raise NotWritten(f"{len(wrong)} of {len(actions)}: {wrong[0]}")

    def rebuild(self, progress: Callable[[int], None] = lambda _done: None) -> str:
        """Build an index beside the one that answers, then let the alias name it; returns its name.

        The index before it stays until the next rebuild: searches that have begun end on it.
        """
        index = f"{self.name}-rights-{uuid4().hex[:12]}"
        self._forget_the_unfinished()
        body = {"settings": self._settings(), "mappings": rows.mapping(fingerprint()), "aliases": {self.coming: {}}}
        self.client.indices.create(index=index, body=body)
        waiting = list(Touched.objects.values_list("pk", flat=True))
        names, ids = codes(), list(Right.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), AT_ONCE):
            self._write([index], list(self._changed(ids[start : start + AT_ONCE], names)))
            progress(min(start + AT_ONCE, len(ids)))
        self.client.indices.refresh(index=index)
        self._put_in_place(index)
        forget(waiting)
        return index

    def _settings(self) -> dict[str, Any]:
        return rows.settings(shards=self.said.get("shards", 1), replicas=self.said.get("replicas", 1))

    def _forget_the_unfinished(self) -> None:
        """Delete what an earlier building left half done."""
        for index in self.indexes(self.coming):
            self.client.indices.delete(index=index)

    def _put_in_place(self, index: str) -> None:
        before = self.indexes(self.alias)
        acts: list[Action] = [
            {"add": {"index": index, "alias": self.alias}},
            {"remove": {"index": index, "alias": self.coming}},
            *({"remove": {"index": each, "alias": self.alias}} for each in before),
        ]
        self.client.indices.update_aliases(body={"actions": acts})
        every = self.client.indices.get_alias(index=f"{self.name}-rights-*")
        for old, said in every.items():
            if not said["aliases"] and old not in before:
                self.client.indices.delete(index=old)

    def snapshot(self, name: str) -> None:
        """Keep the index under a name in the repository that the settings name; waits until it is whole."""
        self.client.snapshot.create(
            repository=self.said["repository"],
            snapshot=name,
            body={"indices": self.indexes(self.alias), "include_global_state": False},
            wait_for_completion=True,
            request_timeout=LONGEST,
        )

    def restore(self, name: str) -> None:
        """Take the index back from a snapshot, with its alias, in place of the present one."""
        for index in self.indexes(self.alias):
            self.client.indices.delete(index=index)
        self.client.snapshot.restore(
            repository=self.said["repository"],
            snapshot=name,
            body={"include_global_state": False},
            wait_for_completion=True,
            request_timeout=LONGEST,
        )


def put(right: Right, names: dict[str, str], ruled: dict[str, str]) -> Action:
    """Return what puts a right into an index."""
    return {"_op_type": "index", "_id": right.pk, "_source": rows.to_row(document_of(right, names, ruled))}


def moment() -> int:
    """Return this moment in microseconds: the version of what is read now."""
    return int(clock.now().timestamp() * 1_000_000)


def connected(said: dict[str, Any]) -> "OpenSearch":
    """Return a client of all nodes: one that does not answer is left out for a while, and the next is asked."""
    from opensearchpy import OpenSearch  # noqa: PLC0415 - takes 14 MB that only an installation with a cluster needs

    more: dict[str, Any] = {"timeout": PATIENCE, "max_retries": 3, "retry_on_timeout": True}
    if "user" in said:
        more["http_auth"] = (said["user"], said["password"])
    if "certificate" in said:
        more["ca_certs"] = said["certificate"]
    return OpenSearch(said["nodes"], **more)


@cache
def _keeper(key: str) -> Keeper:  # noqa: ARG001 - one for each wording of the settings
    return Keeper(settings.SEARCH)


def keeper() -> Keeper:
    """Return the keeper that the settings name."""
    return _keeper(repr(settings.SEARCH))
