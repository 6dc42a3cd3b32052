"""Checkpoints as signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature).

A note is a text, an empty line, and a line a signature: ``— name base64(key id, signature)``. Ed25519 signs; whatever
else implements `Signer` may sign beside it, and who does not know its key passes its line over.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519, COSIGNATURE = 1, 4
DASH = "— "
TIME = 8  # bytes of a cosignature's moment


class NoteWrong(ValueError):
    """A note, a key or a signature is not what it must be. The text says which."""


@dataclass(frozen=True)
class Checkpoint:
    """The log `origin` had `size` leaves under `root`."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """Read the body of a note; raises `NoteWrong`."""
        origin, size, root, *_more = [*text.split("\n"), "", "", ""]
        if not origin or not size.isdigit() or str(int(size)) != size:
            raise NoteWrong(f"not a checkpoint: {text[:80]!r}")
        return cls(origin, int(size), _decoded(root))


@dataclass(frozen=True)
class Verifier:
    """A public key with a name: ``name+keyid+base64(algorithm, key)``."""

    name: str
    key: Ed25519PublicKey
    algorithm: int = ED25519

    @property
    def id(self) -> bytes:
        """Return the four bytes by which signatures name the key."""
        named = f"{self.name}\n".encode() + bytes([self.algorithm]) + self.key.public_bytes_raw()
        return hashlib.sha256(named).digest()[:4]

    def __str__(self) -> str:
        public = bytes([self.algorithm]) + self.key.public_bytes_raw()
        return f"{self.name}+{self.id.hex()}+{b64encode(public).decode()}"

    @classmethod
    def read(cls, text: str) -> "Verifier":
        """Read a printed key; raises `NoteWrong`."""
        name, _plus, rest = text.strip().partition("+")
        hexed, _plus, public = rest.partition("+")
        raw = _decoded(public)
        if not name or len(raw) != 1 + 32 or raw[0] not in {ED25519, COSIGNATURE}:
            raise NoteWrong(f"not a public key: {text[:80]!r}")
        found = cls(name, Ed25519PublicKey.from_public_bytes(raw[1:]), raw[0])
        if found.id.hex() != hexed:
            raise NoteWrong(f"the key of {name} was copied wrongly: its number is {found.id.hex()}, not {hexed}")
        return found

    def holds(self, text: str, signature: bytes) -> bool:
        """Tell whether this key signed the text."""
        signed, given = text.encode(), signature
        if self.algorithm == COSIGNATURE:
            moment, given = int.from_bytes(signature[:TIME], "big"), signature[TIME:]
            signed = _dated(text, moment)
        try:
            self.key.verify(given, signed)
        except InvalidSignature:
            return False
        return True


class Key(Protocol):
    """A public key of any kind: what signatures call it, and whether it signed a text."""

    @property
    def name(self) -> str: ...

    @property
    def id(self) -> bytes: ...

    def holds(self, text: str, signature: bytes) -> bool: ...


class Signer(Protocol):
    """Signs texts; `moment` (seconds since 1970) goes into a witness's signature."""

    @property
    def verifier(self) -> Key: ...

    def sign(self, text: str, *, moment: int = 0) -> bytes: ...


@dataclass(frozen=True)
class Ed25519Signer:
    """A private key in memory: of the log itself, or of a witness (`COSIGNATURE`)."""

    name: str
    key: Ed25519PrivateKey
    algorithm: int = ED25519

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.key.public_key(), self.algorithm)

    def sign(self, text: str, *, moment: int = 0) -> bytes:
        if self.algorithm == COSIGNATURE:
            return moment.to_bytes(TIME, "big") + self.key.sign(_dated(text, moment))
        return self.key.sign(text.encode())


@dataclass(frozen=True)
class Note:
    """A text and its signatures: of each, the name, the key's number and the signature."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...] = ()

    @classmethod
    def read(cls, written: str) -> "Note":
        """Read a note; raises `NoteWrong`, also for one that is written otherwise than notes are."""
        text, gap, lines = written.rpartition("\n\n")
        if not gap or not lines:
            raise NoteWrong("the note carries no signature")
        found = cls(f"{text}\n", tuple(_signature(line) for line in lines.splitlines()))
        if str(found) != written:
            raise NoteWrong("the note is not written as notes are: a sign of it was changed")
        return found

    def __str__(self) -> str:
        lines = (f"{DASH}{name} {b64encode(number + given).decode()}\n" for name, number, given in self.signatures)
        return f"{self.text}\n{''.join(lines)}"

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.read(self.text)

    def signed(self, signer: Signer, *, moment: int = 0) -> "Note":
        """Return the note with one more signature; again by the same key replaces the former one."""
        key = signer.verifier
        others = tuple(each for each in self.signatures if each[:2] != (key.name, key.id))
        return Note(self.text, (*others, (key.name, key.id, signer.sign(self.text, moment=moment))))

    def signers(self, known: Iterable[Key]) -> Sequence[str]:
        """Return the names of the known keys that signed. Raises `NoteWrong` where a known key's signature is false."""
        names = []
        for key in known:
            for name, number, given in self.signatures:
                if (name, number) == (key.name, key.id):
                    if not key.holds(self.text, given):
                        raise NoteWrong(f"the signature of {name} does not fit the text")
                    names.append(name)
        return names


def text_of(path: Path) -> str:
    """Return what a file says; raises `NoteWrong` for one that is no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise NoteWrong(f"{path}: not a text") from None


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _space, coded = line.removeprefix(DASH).partition(" ")
    raw = _decoded(coded)
    if not line.startswith(DASH) or not name or len(raw) <= 4:  # noqa: PLR2004 - the number of a key has four bytes
        raise NoteWrong(f"not a signature: {line[:80]!r}")
    return name, raw[:4], raw[4:]


def _dated(text: str, moment: int) -> bytes:
    return f"cosignature/v1\ntime {moment}\n{text}".encode()


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        raise NoteWrong(f"not base64: {text[:80]!r}") from None
