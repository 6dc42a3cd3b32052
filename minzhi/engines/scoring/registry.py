"""Which schemes and which pools of experts there are; each room declares its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Declared:
    """A scheme as its room declares it.

    `document` is what the room ships: dated data that nobody has vouched for until an office adopts its own.
    """

    key: str
    label: str
    room: str
    document: Mapping[str, object] = field(default_factory=dict)


_declared: dict[str, Declared] = {}


def declare(scheme: Declared) -> Declared:
    """Make a scheme known; the last word counts."""
    _declared[scheme.key] = scheme
    return scheme


def declared(key: str) -> Declared:
    """Return a scheme's declaration, or one that says only its key."""
    return _declared.get(key) or Declared(key, key, key.partition(".")[0])


@dataclass(frozen=True)
class Pool:
    """A pool of experts as its room declares it: each unit keeps its own experts in it."""

    key: str
    label: str
    room: str


_pools: dict[str, Pool] = {}


def declare_pool(pool: Pool) -> Pool:
    """Make a pool known; the last word counts."""
    _pools[pool.key] = pool
    return pool


def pools() -> list[Pool]:
    return list(_pools.values())


def pool_named(key: str) -> Pool:
    """Return a pool; raises `KeyError` for one that no room has declared."""
    return _pools[key]
