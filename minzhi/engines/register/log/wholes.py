"""Signs whole files, so that one flipped bit anywhere in them is found: ``minzhi-whole-1 name signature``, one line.

What is signed is the SHA-256 of all other bytes, under a heading that no checkpoint has.
"""

import hashlib
import re

from minzhi.engines.register.log.notes import Signer, Verifier

LINE = re.compile(rb"minzhi-whole-1 (\S{1,200}) ([0-9a-f]{128})\n")


def signature(content: bytes, signer: Signer) -> bytes:
    """Return the line that signs a file's other bytes."""
    signed = signer.sign(_text(content))
    return f"minzhi-whole-1 {signer.verifier.name} {signed.hex()}\n".encode()


def is_whole(content: bytes, line: bytes, key: Verifier) -> bool:
    """Tell whether a line is the key's signature of the other bytes of a file."""
    found = LINE.fullmatch(line)
    if found is None or found[1] != key.name.encode():
        return False
    return key.holds(_text(content), bytes.fromhex(found[2].decode()))


def _text(content: bytes) -> str:
    return f"minzhi-whole-1\n{hashlib.sha256(content).hexdigest()}\n"
