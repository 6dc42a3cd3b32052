"""The keys of the log and of witnesses: files outside of the database, readable by their owner alone."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings
from django.utils.module_loading import import_string

from minzhi.engines.register.log.notes import COSIGNATURE, ED25519, Ed25519Signer, NoteWrong, Signer
from minzhi.records.parameters.queries import installation


def origin() -> str:
    """Return the log's name: of the province whose installation this is."""
    here = installation()
    return f"minzhi.{here.province if here else 'new'}"


def log_signer() -> Ed25519Signer:
    """Return the log's own signer; its key is made when it is first asked for."""
    return Ed25519Signer(origin(), own_key("log"), ED25519)


def signers_beside() -> list[Signer]:
    """Return who signs checkpoints beside the log's own key: an office's approved SM2 module, where one is named."""
    return [import_string(each)(origin()) for each in settings.REGISTER.get("signers", ())]


def own_key(name: str) -> Ed25519PrivateKey:
    """Return a key of this installation by its name; it is made when it is first asked for."""
    path = Path(settings.KEYS_ROOT) / f"{name}.pem"
    return read(path) if path.exists() else make(path)


def witness_signer(path: Path, name: str) -> Ed25519Signer:
    return Ed25519Signer(name, read(path), COSIGNATURE)


def make(path: Path) -> Ed25519PrivateKey:
    """Make a key file; raises FileExistsError: a key is never written over."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = Ed25519PrivateKey.generate()
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    return key


def read(path: Path) -> Ed25519PrivateKey:
    """Read a key file; raises `NoteWrong` where it holds no Ed25519 key."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as wrong:
        raise NoteWrong(f"{path}: not a private key") from wrong
    if not isinstance(key, Ed25519PrivateKey):
        raise NoteWrong(f"{path}: not an Ed25519 key")
    return key
