"""Claims as a tree: which claim stands on which."""

import re
from dataclasses import dataclass

NUMBER = re.compile(r"\s*(\d{1,3})\s*[.、．:：]")
STANDS_ON = re.compile(r"(?:权利要求|claims?)\s*(\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class Claim:
    """A claim, its number, the first one it stands on (0 for an independent one), and how deep it lies."""

    number: int
    text: str
    above: int
    depth: int


def claim_tree(text: str) -> list[Claim]:
    r"""Return claims, a paragraph each, in the order of the tree.

    >>> claims = claim_tree("1.电池。\n2.根据权利要求1所述的电池。\n3.茶。")
    >>> [(each.number, each.above, each.depth) for each in claims]
    [(1, 0, 0), (2, 1, 1), (3, 0, 0)]
    """
    found: dict[int, tuple[str, int]] = {}
    for place, line in enumerate(filter(None, text.split("\n")), start=1):
        number = int(head[1]) if (head := NUMBER.match(line)) else place
        on = STANDS_ON.search(line)
        above = int(on[1]) if on and int(on[1]) < number else 0
        found[number] = (line, above if above in found else 0)
    below: dict[int, list[int]] = {}
    for number, (_line, above) in found.items():
        below.setdefault(above, []).append(number)
    ordered: list[Claim] = []
    waiting = [(number, 0) for number in reversed(below.get(0, []))]
    while waiting:
        number, depth = waiting.pop()
        ordered.append(Claim(number, found[number][0], found[number][1], depth))
        waiting += [(each, depth + 1) for each in reversed(below.get(number, []))]
    return ordered
