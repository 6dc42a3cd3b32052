"""What an index of the cluster holds: the same tokens, codes and days as the embedded one, and no text."""

import hashlib
from collections.abc import Mapping
from typing import Any

from minzhi.engines.search.documents import FACETS, Document
from minzhi.engines.search.index.schema import CODES, DAYS, NEVER, TEXTS
from minzhi.engines.search.tokens import normalise, tokens

LONGEST_TOKEN = 255
"""Lucene cuts longer words into several; they are kept by their beginning and their hash instead."""
MOST_IDS = 10_000_000


def settings(*, shards: int, replicas: int) -> dict[str, Any]:
    """Return the settings of an index: an answer to a write means that it is on the disks of primary and replica."""
    return {
        "number_of_shards": shards,
        "number_of_replicas": replicas,
        "refresh_interval": "30s",
        "max_terms_count": MOST_IDS,
        "translog.durability": "request",
    }


def mapping(fingerprint: str) -> dict[str, Any]:
    """Return the mapping; names of fields are the same as in queries, and no other is taken."""
    text = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
    fields: dict[str, Any] = dict.fromkeys(TEXTS, text)
    fields |= {key: {"type": "keyword", "doc_values": False, "norms": False} for key in CODES}
    fields |= {f"f_{name}": {"type": "keyword"} for name in FACETS}
    fields |= {key: {"type": "integer"} for key in DAYS}
    fields |= {f"last_{key}": {"type": "integer", "index": False} for key in DAYS}
    fields["id"] = {"type": "long"}
    return {"dynamic": "strict", "_source": {"enabled": False}, "_meta": {"made_by": fingerprint}, "properties": fields}


def to_row(document: Document) -> dict[str, Any]:
    """Return a document as the cluster takes it."""
    row: dict[str, Any] = {"id": document.id}
    row |= {key: stream(text) for key, text in document.texts.items() if text}
    row |= {key: list(values) for key, values in document.codes.items() if values}
    row |= {f"f_{name}": list(values) for name, values in document.facets.items() if values}
    row |= {key: list(days) for key, days in document.days.items() if days}
    return row | {f"last_{key}": _last(document.days, key) for key in DAYS}


def _last(days: Mapping[str, tuple[int, ...]], key: str) -> int:
    return max(days.get(key, ()), default=NEVER)


def stream(text: str) -> str:
    """Return the tokens of a text, none longer than the engine takes."""
    found = tokens(normalise(text))
    if len(found) <= LONGEST_TOKEN:
        return found
    return " ".join(each if len(each) <= LONGEST_TOKEN else shortened(each) for each in found.split(" "))


def shortened(token: str) -> str:
    """Return a token as it is, a very long one as its beginning and its hash."""
    if len(token) <= LONGEST_TOKEN:
        return token
    digest = hashlib.sha256(token.encode()).hexdigest()
    return token[: LONGEST_TOKEN - len(digest)] + digest
