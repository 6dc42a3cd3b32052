"""What each sign is read as: half width, simplified, one of those that look alike, nothing for the invisible."""

import unicodedata
from functools import cache

import numpy as np
import opencc

from minzhi.engines.similarity.kernels.reading import BREAK, CLOSING, DIGIT, OPENING, PLAIN

SIGNS = 65_536
BREAKS = "，,；;。：:？?！!、\n\r"
INVISIBLE = {"Cf", "Cc", "Mn", "Me", "Co", "Cn", "Zs"}
"""Formats, controls, marks on top of others, private use, unassigned, spaces."""
LOOKALIKES = dict(
    zip(
        "АВЕКМНОРСТУХІЈЅаеорсухіј" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοα〇―‐‑–—−",
        "ABEKMHOPCTYXIJSaeopcyxij" + "ABEZHIKMNOPTYXoa0------",
        strict=True,
    )
)
"""Cyrillic, Greek and other signs that look like a Latin letter, a zero, a dash."""


@cache
def tables() -> tuple[np.ndarray, np.ndarray]:
    """Return for each of 65,536 signs what it is read as (0: nothing), and which kind of sign it is."""
    read_as = np.array([_read_as(chr(code)) for code in range(SIGNS)], np.uint16)
    kinds = np.full(SIGNS, PLAIN, np.uint8)
    for kind, signs in ((BREAK, BREAKS), (DIGIT, "0123456789"), (OPENING, "("), (CLOSING, ")")):
        kinds[[ord(sign) for sign in signs]] = kind
    return read_as, kinds


def _read_as(sign: str) -> int:
    if sign in "\n\r":
        return ord("\n")
    if "\ud800" <= sign <= "\udfff":
        return ord(sign)  # half of a rare character: kept as it is
    if unicodedata.category(sign) in INVISIBLE:
        return 0
    plain = unicodedata.normalize("NFKC", sign)
    if len(plain) != 1:
        return ord(sign)
    plain = LOOKALIKES.get(plain, plain)
    code = ord(simplified().get(plain, plain).lower()[0])
    return code if code < SIGNS else ord(sign)


@cache
def simplified() -> dict[str, str]:
    """Return the simplified form of each traditional sign, one for one."""
    converter = opencc.OpenCC("t2s")
    signs = [chr(code) for code in range(0x3400, 0xA000)]
    turned = [converter.convert(sign) for sign in signs]
    return {
        sign: other
        for sign, other in zip(signs, turned, strict=True)
        if sign != other and len(other) == 1 and ord(other) < SIGNS
    }


def packed(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the texts as one row of UTF-16 units, and their bounds."""
    coded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(each) // 2 for each in coded], out=bounds[1:])
    return np.frombuffer(bytearray(b"".join(coded)), np.uint16), bounds


def spoken(units: np.ndarray) -> str:
    """Return packed units as text again."""
    return bytes(np.ascontiguousarray(units)).decode("utf-16-le", "replace")
