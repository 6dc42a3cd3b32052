"""Sealed text: encrypted so that only the holder of a key reads it, and nobody moves it to another row unseen."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12  # bytes; NIST SP 800-38D


class CannotOpen(ValueError):
    """The key is another one, the text was changed, or it was sealed for another place."""


class Algorithm(Protocol):
    """What encrypts and authenticates. A module or device with SM4-GCM takes this place under its own name."""

    key_bytes: int

    def encrypt(self, key: bytes, nonce: bytes, plain: bytes, place: bytes) -> bytes:
        """Return the encrypted text with its tag; `place` is authenticated, not stored."""

    def decrypt(self, key: bytes, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        """Return the text; raises `CannotOpen`."""


class Aes256Gcm:
    """AES-256-GCM, NIST SP 800-38D."""

    key_bytes = 32

    def encrypt(self, key: bytes, nonce: bytes, plain: bytes, place: bytes) -> bytes:
        return AESGCM(key).encrypt(nonce, plain, place)

    def decrypt(self, key: bytes, nonce: bytes, sealed: bytes, place: bytes) -> bytes:
        try:
            return AESGCM(key).decrypt(nonce, sealed, place)
        except InvalidTag as wrong:
            raise CannotOpen(place.decode()) from wrong


ALGORITHMS: dict[str, Algorithm] = {"A256GCM": Aes256Gcm()}
"""By the name that is stored with every sealed text, so that a later one can stand beside it."""


def seal(text: str, *, place: str, key: bytes, key_name: str, algorithm: str = "A256GCM") -> str:
    """Return `algorithm.key.nonce+text`; `place` says where it belongs, as in ``units.officer.phone:uid``."""
    nonce = secrets.token_bytes(NONCE)
    sealed = ALGORITHMS[algorithm].encrypt(key, nonce, text.encode(), place.encode())
    return f"{algorithm}.{key_name}.{urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(token: str, *, place: str, keys: Mapping[str, bytes]) -> str:
    """Return the text; raises `CannotOpen` also where the key or the algorithm is not known here."""
    algorithm, _dot, rest = token.partition(".")
    key_name, _dot, body = rest.partition(".")
    if algorithm not in ALGORITHMS or key_name not in keys:
        raise CannotOpen(f"{place}: no key {key_name} for {algorithm}")
    given = urlsafe_b64decode(body)
    return ALGORITHMS[algorithm].decrypt(keys[key_name], given[:NONCE], given[NONCE:], place.encode()).decode()
