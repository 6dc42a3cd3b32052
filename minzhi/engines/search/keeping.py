"""The index in use: the cluster where the settings name one, else the one beside the database."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from minzhi.engines.search.cluster.keeping import Keeper, keeper
from minzhi.engines.search.cluster.running import Cluster
from minzhi.engines.search.index import keeping as beside
from minzhi.engines.search.index.running import Tantivy
from minzhi.engines.search.index.shards import Shards
from minzhi.kit.refusal import Refusal


class NoCluster(Refusal):
    """A snapshot was asked for where the index is beside the database. The text is shown."""


def on_cluster() -> bool:
    """Tell whether the settings name the nodes of a cluster."""
    return "nodes" in settings.SEARCH


def engine() -> Tantivy | Shards | Cluster:
    """Return the engine over the index as it was last committed; builds it where there is none."""
    return keeper().engine() if on_cluster() else beside.engine()


def bring_up_to_date() -> int:
    """Put what changed into the index; returns how many rights that were. Raises `Busy` and `NotWritten`."""
    return keeper().bring_up_to_date() if on_cluster() else beside.bring_up_to_date()


def rebuild(progress: Callable[[int], None] = lambda _done: None) -> None:
    """Build the index anew beside the old one, which answers meanwhile."""
    if on_cluster():
        keeper().rebuild(progress)
    else:
        beside.rebuild(progress)


def snapshot(name: str) -> None:
    """Keep the index of the cluster under a name; raises `NoCluster`."""
    _with_repository().snapshot(name)


def restore(name: str) -> None:
    """Take the index of the cluster back from a snapshot; raises `NoCluster`."""
    _with_repository().restore(name)


def _with_repository() -> Keeper:
    if not on_cluster() or "repository" not in settings.SEARCH:
        raise NoCluster(
            _("没有设置检索集群的快照库（minzhi.toml 的 [search] repository）。单机索引不需要快照，用 --rebuild 重建。")
        )
    return keeper()
