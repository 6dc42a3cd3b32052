"""What stands in a leaf: which fact it is, sealed with salt, and for an entry the hash of what is public of it.

A leaf is a line of JSON: ``{a, k, u, h, m}`` and perhaps ``e``. `a` names the algorithms, `k` the kind of fact, `u`
its uid, `h` and `m` are SHA-256 and SM3 of salt and fact in base64, which keeps a leaf short; ``e = {r, n, s, p, q}``
is an entry's register, number, status, and SHA-256 and SM3 of its public document. Nothing in it tells of a person.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives import hashes

ALGORITHMS = "SHA-256+SM3"


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the bytes that are hashed: JSON in UTF-8, keys sorted, no spaces."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sm3(content: bytes) -> str:
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def salt_of(written: str) -> bytes:
    """Read a salt; raises ValueError for one that is not written as salts are."""
    salt = bytes.fromhex(written)
    if not salt or salt.hex() != written:
        raise ValueError("not a salt")
    return salt


def _short(digest: str) -> str:
    return b64encode(bytes.fromhex(digest)).decode()


def entry_part(document: Mapping[str, Any]) -> dict[str, str]:
    """Return what a leaf says of an entry, from its public document (with ``register``, ``number``, ``status``)."""
    content = canonical(document)
    named = {"r": document["register"], "n": document["number"], "s": document["status"]}
    return {**named, "p": sha256(content), "q": sm3(content)}


def leaf(kind: str, uid: str, sealed: bytes, salt: str, entry: Mapping[str, str] | None) -> bytes:
    """Return the bytes of a leaf; `sealed` are the fact's own canonical bytes, `salt` a hex text."""
    salted = salt_of(salt) + sealed
    said: dict[str, Any] = {"a": ALGORITHMS, "k": kind, "u": uid, "h": _short(sha256(salted)), "m": _short(sm3(salted))}
    return canonical({**said, "e": dict(entry)} if entry else said)
