"""How alike characters sound: up to three readings each, and syllables that many people do not tell apart."""

import re
from functools import cache, lru_cache

import numpy as np

MOST_READINGS = 3
PARTS = re.compile(r"^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(.*)$")
NEAR = {
    frozenset(pair.split())
    for pair in ["n l", "h f", "z zh", "c ch", "s sh", "b p", "d t", "g k", "j q", "z c", "zh ch", "r l"]
}  # fmt: skip
"""Initials that sound alike, or that dialects of the south take for each other."""
SAME, FLAT, ALIKE, ENDS_ALIKE, LEAST = 1.0, 0.85, 0.6, 0.4, 0.7
INITIAL, FINAL = 0.45, 0.55


def alike(one: str, other: str) -> float:
    """Return how alike two syllables without tones sound, 0 to 1.

    >>> alike("shi", "si"), alike("wu", "wu"), alike("xing", "li")
    (0.85, 1.0, 0.0)
    """
    if one == other:
        return SAME
    if flat(one) == flat(other):
        return FLAT
    (first, rest), (second, end) = (_parts(each) for each in (one, other))
    initial = 1.0 if first == second else ALIKE if frozenset((first, second)) in NEAR else 0.0
    final = 1.0 if rest == end else FLAT if rest.rstrip("g") == end.rstrip("g") else _ending(rest, end)
    found = INITIAL * initial + FINAL * final
    return round(found, 3) if found >= LEAST else 0.0


def flat(syllable: str) -> str:
    """Return a syllable without what many do not say: zh as z, -ng as -n."""
    return re.sub(r"ng$", "n", re.sub(r"^([zcs])h", r"\1", syllable))


def _parts(syllable: str) -> tuple[str, str]:
    found = PARTS.match(syllable)
    return (found.group(1) or "", found.group(2)) if found else ("", syllable)


def _ending(one: str, other: str) -> float:
    return ENDS_ALIKE if one and other and one[-1] == other[-1] and abs(len(one) - len(other)) <= 1 else 0.0


@cache
def readings(sign: str) -> tuple[str, ...]:
    """Return up to three readings of a character, without tones."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 55 MB and a second that a site which compares no marks spares

    found = [each.replace("ü", "v") for each in pinyin(sign, style=Style.NORMAL, heteronym=True)[0]]
    return tuple(dict.fromkeys(found))[:MOST_READINGS]


def spelled(text: str) -> str:
    """Return a name in Latin letters, as a reader would write it: 武夷星 as WUYIXING."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - as above

    return "".join(lazy_pinyin(text)).upper()


@lru_cache(maxsize=2)
def _alike_each(syllables: tuple[str, ...]) -> np.ndarray:
    """Return how alike each two sound; the last column is that of no reading. A second for the 400 of the language."""
    found = np.zeros((len(syllables), len(syllables) + 1), np.float32)
    for row, one in enumerate(syllables):
        for column, other in enumerate(syllables[: row + 1]):
            found[row, column] = found[column, row] = alike(one, other)
    return found


class Sounds:
    """Syllables of an alphabet and how alike they are."""

    def __init__(self, signs: tuple[str, ...]) -> None:
        known: dict[str, int] = {}
        self.of = np.full((len(signs), MOST_READINGS), -1, np.int32)
        for place, sign in enumerate(signs):
            for number, syllable in enumerate(readings(sign)):
                self.of[place, number] = known.setdefault(syllable, len(known))
        self.alike = _alike_each(tuple(known))

    def row(self, place: int) -> np.ndarray:
        """Return how alike each character of the alphabet sounds to one of them."""
        found = np.zeros(len(self.of), np.float32)
        for syllable in self.of[place]:
            if syllable >= 0:
                found = np.maximum(found, self.alike[syllable][self.of].max(axis=1))
        found[place] = 1.0
        return found
