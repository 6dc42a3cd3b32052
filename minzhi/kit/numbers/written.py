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


def plain(written: str, most: int) -> int | None:
    """Return the number that plain digits say, up to `most`; nothing for whatever else somebody sends.

    >>> plain("12", 500), plain("501", 500), plain("²", 500), plain("9" * 5000, 500), plain("-1", 500)
    (12, None, None, None, None)
    """
    return found if re.fullmatch("[0-9]{1,18}", written) and (found := int(written)) <= most else None
