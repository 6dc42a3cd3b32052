"""Label codes: 20 letters for people, a signature for machines; both come from one Ed25519 signature over the label.

A code names its print run (24 bits), its place in the run (24 bits) and begins its signature (52 bits): it is checked
by signing again, so no code is stored, and none can be guessed. The whole signature stands beside it in the QR picture:
with the public key it proves the label without any server.
"""

import re
from base64 import b32decode, b32encode
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from minzhi.kit.text import mark as _

RUN_BITS, SERIAL_BITS, TAG_BITS = 24, 24, 52
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to be misread
WRITTEN = re.compile(f"[{LETTERS}]{{20}}")
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
SIGNED, SIGNATURE = "MZGI1", re.compile("[A-Z2-7]{103}")
LENGTH = (RUN_BITS + SERIAL_BITS + TAG_BITS) // 5


class CodeWrong(ValueError):
    """A text is no label code. The text says what to do."""


@dataclass(frozen=True)
class Label:
    """What one label says: the producer's credit code, batch, print run and place in it."""

    producer: str
    batch: str
    run: int
    serial: int

    @property
    def message(self) -> bytes:
        return f"{SIGNED}\n{self.producer}\n{self.batch}\n{self.run}\n{self.serial}".encode()


def signed(label: Label, key: Ed25519PrivateKey) -> tuple[str, str]:
    """Return the code and the signature of a label, as they are printed (20 and 103 letters)."""
    signature = key.sign(label.message)
    return _code(label, signature), written(signature)


def written(signature: bytes) -> str:
    """Return a signature as it stands in an address: 103 letters, the last of which carries two bits."""
    return b32encode(signature).decode().rstrip("=")


def _code(label: Label, signature: bytes) -> str:
    tag = int.from_bytes(signature[:7]) >> (56 - TAG_BITS)
    number = (label.run << SERIAL_BITS | label.serial) << TAG_BITS | tag
    return "".join(LETTERS[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def codes(producer: str, batch: str, run: int, count: int, key: Ed25519PrivateKey) -> Iterator[tuple[str, str]]:
    """Return the codes of a print run one by one, from place 1."""
    return (signed(Label(producer, batch, run, serial), key) for serial in range(1, count + 1))


def read(text: str) -> tuple[int, int, str]:
    """Return run, place and the normal form of a code as typed or scanned; raises `CodeWrong`."""
    normal = text.upper().translate(MISREAD)
    if not WRITTEN.fullmatch(normal):
        raise CodeWrong(_("标识码由20个字母和数字组成，请核对后重新输入。"))
    number = 0
    for letter in normal:
        number = number << 5 | LETTERS.index(letter)
    place = number >> TAG_BITS
    return place >> SERIAL_BITS, place & (1 << SERIAL_BITS) - 1, normal


def is_genuine(normal: str, label: Label, key: Ed25519PrivateKey) -> bool:
    """Tell whether a code in normal form is the one that was issued for a label."""
    return signed(label, key)[0] == normal


def verifies(label: Label, signature: str, key: Ed25519PublicKey) -> bool:
    """Check the signature of a label with the public key alone; only the one way to write it counts."""
    if not SIGNATURE.fullmatch(signature):
        return False
    try:
        read = b32decode(signature + "=" * (-len(signature) % 8))
        key.verify(read, label.message)
    except (InvalidSignature, ValueError):
        return False
    return written(read) == signature


def grouped(code: str) -> str:
    """Return a code in groups of five, as people read it."""
    return "-".join(code[start : start + 5] for start in range(0, LENGTH, 5))
