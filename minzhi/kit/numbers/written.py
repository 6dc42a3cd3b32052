"""One way of writing for what people type in many: half-width, without spaces, one kind of dash."""

import re
import unicodedata

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－", "-"))


def normalise(text: str) -> str:
    """Return text with full-width signs halved, dashes alike, and no spaces inside.

    >>> normalise("９１３５ ０１００－ｍａ")
    '91350100-ma'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(DASHES)
