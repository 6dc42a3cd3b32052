"""A network of filers as a drawing: what they share on the left, who they are on the right; the table says the same."""

from dataclasses import dataclass

from minzhi.programmes.filing_order.queries.marks import Network

WIDTH, LINE, TOP, LEFT, RIGHT = 640, 34, 24, 170, 400
MOST_NAMES, LONGEST = 30, 16


@dataclass(frozen=True)
class Dot:
    """A word at a place of the drawing."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """Words and lines between them; `height` in the units of the view box, whose width is `WIDTH`."""

    shared: tuple[Dot, ...]
    names: tuple[Dot, ...]
    lines: tuple[tuple[Dot, Dot], ...]
    height: int
    width: int = WIDTH


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def drawn(network: Network) -> Drawing | None:
    """Return the drawing of a network; None where nothing links anybody."""
    if not network.links:
        return None
    members = network.filer.members[:MOST_NAMES]
    names = {name: Dot(_short(name), RIGHT, TOP + LINE * at) for at, name in enumerate(members)}
    step = max(LINE, LINE * len(members) // len(network.links))
    shared = [Dot(_short(link.value), LEFT, TOP + step * at) for at, link in enumerate(network.links)]
    lines = [
        (dot, names[name])
        for link, dot in zip(network.links, shared, strict=True) for name in link.names if name in names
    ]  # fmt: skip
    height = TOP + max(LINE * len(members), step * len(shared))
    return Drawing(tuple(shared), tuple(names.values()), tuple(lines), height)
