"""Seals personal fields with keys that lie beside the database, never in it."""

import os
import secrets
from pathlib import Path

from django.conf import settings

from minzhi.kit.sealing import ALGORITHMS, seal, unseal

ALGORITHM = "A256GCM"


def _folder() -> Path:
    folder = Path(settings.HOME) / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def keys() -> dict[str, bytes]:
    """Return the installation's keys by name, the first made where there is none; names are whole numbers."""
    found = {path.stem: bytes.fromhex(path.read_text("ascii")) for path in _folder().glob("*.key")}
    return found or {"1": new_key("1")}


def new_key(name: str) -> bytes:
    """Make a key that only the owner may read; texts sealed from now on use the one with the highest number."""
    path = _folder() / f"{name}.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text("ascii"))
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_bytes(ALGORITHMS[ALGORITHM].key_bytes).hex())
    return bytes.fromhex(path.read_text("ascii"))


def close(text: str, *, place: str) -> str:
    """Return a text sealed for one place; nothing stays nothing."""
    if not text:
        return ""
    known = keys()
    name = max(known, key=int)
    return seal(text, place=place, key=known[name], key_name=name, algorithm=ALGORITHM)


def opened(token: str, *, place: str) -> str:
    """Return the text; raises `minzhi.kit.sealing.CannotOpen`."""
    return unseal(token, place=place, keys=keys()) if token else ""
