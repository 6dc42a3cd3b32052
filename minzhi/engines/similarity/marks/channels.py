"""In which ways two word marks are alike: each channel a number from 0 to 1, and a sentence where it speaks."""

from dataclasses import dataclass

import numpy as np

from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.marks.writing import Written
from minzhi.kit.text import mark as _

CHANNELS = {
    "identical": _("完全相同"),
    "shape": _("字形相近"),
    "sound": _("读音相近"),
    "spelling": _("字母拼写相近"),
    "transliteration": _("与拼音对应"),
    "containment": _("一方包含另一方"),
    "order": _("字相同而顺序不同"),
    "shared": _("共有的字"),
    "meaning": _("含义相近"),
}
SPEAKS = 0.6
ALIKE, WHOLE = 0.45, 0.93
"""Characters less alike than this are different; so much of the shorter mark stands in the longer one."""


@dataclass(frozen=True)
class Likeness:
    """The channels of two marks; `strong_shared`: the share of the strong parts that is matched."""

    channels: dict[str, float]
    strong: float
    score: float

    def spoken(self) -> list[str]:
        return [name for name, value in self.channels.items() if value >= SPEAKS]


def likeness(one: Written, other: Written, alphabet: Alphabet, weights: tuple[np.ndarray, np.ndarray]) -> Likeness:
    """Compare two marks; `weights` say how telling each Han character of the two is."""
    found = {"identical": float(bool(one.plain) and one.plain == other.plain)}
    strong = 0.0
    if one.han and other.han:
        looks, sounds = alphabet.between(one.han, other.han)
        same = np.array([[float(a == b) for b in other.han] for a in one.han], np.float32)
        both = combined(looks, sounds)
        found |= {
            "sound": aligned(sounds, weights),
            "shared": aligned(same, weights),
            "order": _turned(one.han, other.han),
            "containment": _contained(both, weights),
        }
        strong = aligned(both, weights)
        if alphabet.has_looks:
            found["shape"] = aligned(np.where(looks < ALIKE, 0, looks), weights)
    if one.latin and other.latin and not (one.han and other.han and one.han == other.han):
        found["spelling"] = closeness(one.latin, other.latin)
    if one.han and other.latin and not other.han:
        found["transliteration"] = closeness(spelled(one.han), other.latin)
    elif other.han and one.latin and not one.han:
        found["transliteration"] = closeness(spelled(other.han), one.latin)
    return Likeness({name: round(value, 3) for name, value in found.items()}, round(strong, 3), _score(found, strong))


def combined(looks: np.ndarray, sounds: np.ndarray) -> np.ndarray:
    """Return how alike characters are to eye and ear together; either is enough, both support each other."""
    found = np.maximum(np.maximum(looks, 0.92 * sounds), np.minimum(1, 0.62 * looks + 0.5 * sounds))
    return np.asarray(np.where(found < ALIKE, 0, found), np.float32)


def _score(found: dict[str, float], strong: float) -> float:
    """Return one number for the order of hits."""
    values = (
        found["identical"],
        0.97 * strong,
        0.9 * found.get("order", 0),
        0.85 * found.get("containment", 0),
        0.95 * found.get("spelling", 0),
        0.8 * found.get("transliteration", 0),
    )
    return round(max(values), 4)


def aligned(alike: np.ndarray, weights: tuple[np.ndarray, np.ndarray]) -> float:
    """Return the best match in order, as a share of what both marks weigh."""
    return float(2 * _matched(alike, weights) / max(weights[0].sum() + weights[1].sum(), 1e-9))


def _matched(alike: np.ndarray, weights: tuple[np.ndarray, np.ndarray]) -> float:
    table = np.zeros((alike.shape[0] + 1, alike.shape[1] + 1))
    for row in range(1, table.shape[0]):
        for column in range(1, table.shape[1]):
            step = alike[row - 1, column - 1] * 0.5 * (weights[0][row - 1] + weights[1][column - 1])
            table[row, column] = max(table[row - 1, column], table[row, column - 1], table[row - 1, column - 1] + step)
    return float(table[-1, -1])


def _contained(alike: np.ndarray, weights: tuple[np.ndarray, np.ndarray]) -> float:
    if alike.shape[0] == alike.shape[1]:
        return 0.0
    short = min(weights[0].sum(), weights[1].sum())
    matched = _matched(alike, weights) / max(short, 1e-9)
    telling = min(1.0, short / 1.9) if min(alike.shape) > 1 else 0.5
    return float(min(1.0, matched) * telling) if matched > WHOLE else 0.0


def _turned(one: str, other: str) -> float:
    """Return 1 where both have the same characters in another order."""
    return float(one != other and len(one) > 1 and sorted(one) == sorted(other))


def closeness(one: str, other: str) -> float:
    """Return 1 less the edits per letter; a longer one that holds the other as it is counts by its share.

    >>> closeness("WUYIXING", "WUYIXIN")
    0.875
    """
    rows = [list(range(len(other) + 1))]
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, its in enumerate(other, start=1):
            value = min(rows[-1][column] + 1, line[-1] + 1, rows[-1][column - 1] + (letter != its))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its:
                value = min(value, rows[-2][column - 2] + 1)
            line.append(value)
        rows.append(line)
    return max(0.0, 1 - rows[-1][-1] / max(len(one), len(other), 1))
