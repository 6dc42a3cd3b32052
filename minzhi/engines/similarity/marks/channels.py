"""In which ways two word marks are alike: each channel a number from 0 to 1, and a sentence where it speaks."""

from dataclasses import dataclass

import numpy as np

from minzhi.engines.similarity.kernels.channels import compared
from minzhi.engines.similarity.kernels.scanning import edited
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
        strong, by_characters = _by_characters(one.han, other.han, alphabet, weights)
        found |= by_characters
    if one.latin and other.latin and not (one.han and other.han and one.han == other.han):
        found["spelling"] = closeness(one.latin, other.latin)
    if one.han and other.latin and not other.han:
        found["transliteration"] = closeness(spelled(one.han), other.latin)
    elif other.han and one.latin and not one.han:
        found["transliteration"] = closeness(spelled(other.han), one.latin)
    return Likeness({name: round(value, 3) for name, value in found.items()}, round(strong, 3), _score(found, strong))


def _by_characters(
    one: str, other: str, alphabet: Alphabet, weights: tuple[np.ndarray, np.ndarray]
) -> tuple[float, dict[str, float]]:
    shape, sound, shared, strong, contained = compared(
        *alphabet.over(one), alphabet.ids(one), alphabet.ids(other), *weights
    ).tolist()
    found = {"sound": sound, "shared": shared, "order": _turned(one, other), "containment": contained}
    return strong, found | ({"shape": shape} if alphabet.has_looks else {})


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


def _turned(one: str, other: str) -> float:
    """Return 1 where both have the same characters in another order."""
    return float(one != other and len(one) > 1 and sorted(one) == sorted(other))


def closeness(one: str, other: str) -> float:
    """Return 1 less the edits per letter; a longer one that holds the other as it is counts by its share.

    >>> closeness("WUYIXING", "WUYIXIN")
    0.875
    """
    given = [np.frombuffer(bytearray(each.encode("utf-32-le")), np.uint32) for each in (one, other)]
    edits = edited(*given) if one and other else max(len(one), len(other))
    return max(0.0, 1 - edits / max(len(one), len(other), 1))
