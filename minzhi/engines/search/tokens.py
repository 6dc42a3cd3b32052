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
BLANK = " \t\r\f\v\xa0\u3000"


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
        text = unicodedata.normalize("NFKC", text).translate(_simplified())
        text = SPACES_IN_HAN.sub("", text)
    return text.casefold()


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
    found: list[str] = []
    for run in RUN.finditer(text):
        if han := run["han"]:
            found.extend(han[at : at + 2] for at in range(len(han)))
        elif run["word"]:
            found.append(run["word"])
        elif run["gap"].strip(BLANK):
            found.append(BREAK)
    return " ".join(found)
