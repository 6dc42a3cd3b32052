"""What every picture is drawn with: colours, texts, boxes, the sheet itself."""

from collections.abc import Iterable
from html import escape

INK, SECOND, LINE, TRACK = "#15202d", "#4a5768", "#d6dce4", "#dfe5ec"
BLUE, NAVY, ORANGE, GREEN, RED, PAPER = "#17508f", "#0f2c52", "#97430b", "#1b6a3d", "#bf1722", "#fff"
RAMP = ("#eaf1f8", "#c9dcee", "#9cbfe0", "#5f93c6", "#2f6cab", "#17508f", "#0f2c52")
"""From few to many; letters on the last four are white."""
LIGHT_UNTIL = 3
WIDTH = 640
LETTER, SMALL = 14, 12


def sheet(height: float, says: str, parts: Iterable[str]) -> str:
    """Return the whole picture; `says` is its sentence for whoever does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" font-size="{LETTER}" aria-label="{escape(says)}">{"".join(parts)}</svg>'
    )


def box(x: float, y: float, wide: float, high: float, fill: str, *, round_: int = 2, edge: str = "none") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}" rx="{round_}" '
        f'fill="{fill}" stroke="{edge}"/>'
    )


def words(x: float, y: float, said: object, *, fill: str = INK, anchor: str = "start", size: int = LETTER) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}" font-size="{size}">'
        f"{escape(str(said))}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, *, colour: str = LINE, wide: float = 1) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{wide:.1f}"/>'
    )


def shade(count: float, most: float) -> tuple[str, str]:
    """Return the colour of a count and the colour of letters on it."""
    step = round((len(RAMP) - 1) * count / most) if most and count else 0
    return RAMP[step], INK if step < LIGHT_UNTIL else PAPER


def clipped(text: str, room: float, *, letter: int = LETTER) -> str:
    """Return as much of a text as fits into a width; a Han sign is as wide as a letter is high, others half."""
    left = room
    for at, sign in enumerate(text):
        left -= letter if ord(sign) > 0x2E80 else letter * 0.58  # noqa: PLR2004 - where Han signs begin
        if left < 0:
            return text[: max(at - 1, 0)] + "…" if at > 1 else ""
    return text
