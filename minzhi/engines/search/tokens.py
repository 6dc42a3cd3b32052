"""The token stream that makes search exact: overlapping pairs of Han characters, words, and breaks.

A text is a row of units: a Han character, a word of any other script, or a break (a run of punctuation, or the end of
a paragraph). Every unit yields exactly one token that begins with it, so places of tokens are places of units.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import opencc

BREAK = "‖"
HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<word>[^\W_{HAN}]+)|(?P<gap>[\W_]+)")
SPACES_IN_HAN = re.compile(rf"(?<=[{HAN}])[^\S\n]+(?=[{HAN}])")
COMMON_SIGNS = ((0x09, 0x0E), (0x20, 0x7F), (0x2010, 0x2016), (0x3001, 0x3020), (0x4E00, 0xA000))
WIDE = (0xFF01, 0xFF5F)
BLANK = " \t\r\f\v\xa0\u3000"
HAN_SIGN = re.compile(f"[{HAN}]")
PARTED = re.compile(rf"(?:_|[^\w{BLANK}])[\W_]*")
"""What parts two words with more than blanks, where no Han character is about."""


@cache
def _simplified() -> dict[int, str]:
    """Return which character stands for which. Single ones only: a rule for phrases would break substrings."""
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in table.read_text("utf-8").splitlines() if line.strip())
    return {ord(given): to.split()[0] for given, to in pairs if len(given) == 1}


def normalise(text: str) -> str:
    """Return a text as it is compared: NFKC, no case, simplified characters, no blanks between Han characters.

    >>> normalise("鋰離子　ＬＩＢ電 池")
    '锂离子 lib电池'
    """
    if not text.isascii():
        text = _common(text) or exhaustively(text)
    return text.casefold()


def _common(text: str) -> str | None:
    """Return what becomes of a text of common signs, five times as fast; nothing where there are others."""
    signs, plain = set(text), _plain()
    others = signs - _fixed()
    if not others <= plain.keys():
        return None
    for sign in others:
        text = text.replace(sign, plain[sign])
    return text if signs.isdisjoint(BLANK) else SPACES_IN_HAN.sub("", text)


def exhaustively(text: str) -> str:
    """Return what becomes of any text, before its case goes."""
    text = unicodedata.normalize("NFKC", text)
    return SPACES_IN_HAN.sub("", text.translate(_simplified())) if HAN_SIGN.search(text) else text


@cache
def _fixed() -> frozenset[str]:
    """Return the common signs that stay as they are, and that no neighbour changes: most texts have few others."""
    common = {chr(code) for span in COMMON_SIGNS for code in range(*span)}
    return frozenset(sign for sign in common if _alone(sign) == sign)


@cache
def _plain() -> dict[str, str]:
    """Return what other common signs become, each by itself and for good: full-width and traditional ones."""
    wide = (chr(code) for code in range(*WIDE))
    become = {sign: _alone(sign) for sign in (*wide, *map(chr, _simplified()), "\u3000")}
    return {sign: to for sign, to in become.items() if set(to) <= _fixed()}


def _alone(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign).translate(_simplified())


def units(text: str) -> list[str]:
    """Return the units of a text that is normal already.

    >>> units(normalise("LED显示，带A1"))
    ['led', '显', '示', '‖', '带', 'a1']
    """
    found: list[str] = []
    for run in RUN.finditer(text):
        if run["han"]:
            found.extend(run["han"])
        elif run["word"]:
            found.append(run["word"])
        elif run["gap"].strip(BLANK):
            found.append(BREAK)
    return found


def tokens(text: str) -> str:
    """Return the tokens of a text that is normal already, with blanks between them.

    >>> tokens("led显示器，a1")
    'led 显示 示器 器 ‖ a1'
    """
    if not HAN_SIGN.search(text):
        return " ".join(PARTED.sub(f" {BREAK} ", text).split())
    found: list[str] = []
    for run in RUN.finditer(text):
        if han := run["han"]:
            found.extend(han[at : at + 2] for at in range(len(han)))
        elif run["word"]:
            found.append(run["word"])
        elif run["gap"].strip(BLANK):
            found.append(BREAK)
    return " ".join(found)
