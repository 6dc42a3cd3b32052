"""Draws the shapes of a checked SVG in grey: filled paths and lines, nothing that could look outside."""

import math
import re
from collections.abc import Iterator

import numpy as np
from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, ImageDraw

from minzhi.engines.similarity.logos.paths import Outline, outlines
from minzhi.engines.similarity.logos.refusals import BadPicture

SIDE = 512
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
MOVES = re.compile(r"(\w+)\s*\(([^)]*)\)")
LIGHT = {"white": 255, "#fff": 255, "#ffffff": 255, "none": -1, "transparent": -1}
Matrix = tuple[float, float, float, float, float, float]
STILL: Matrix = (1, 0, 0, 1, 0, 0)


def drawn(root: etree._Element) -> np.ndarray:
    """Return a drawing as 512 × 512 grey values; raises `BadPicture` where its size makes no sense."""
    left, top, width, height = _box(root)
    scale = SIDE / max(width, height)
    base: Matrix = (scale, 0, 0, scale, -left * scale, -top * scale)
    paper = Image.new("L", (max(1, round(width * scale)), max(1, round(height * scale))), 255)
    for shape, fill, stroke, thick, matrix in _shapes(root, base, "black", "none", 1.0):
        _paint(paper, [_moved(outline, matrix) for outline in shape], fill, stroke, thick * _size(matrix))
    return np.asarray(paper)


def _box(root: etree._Element) -> tuple[float, float, float, float]:
    numbers = _numbers(root.get("viewBox", "")) or [
        0,
        0,
        *_numbers(root.get("width", "") + " " + root.get("height", "")),
    ]
    if (
        len(numbers) < 4
        or not all(math.isfinite(each) and abs(each) < 1e6 for each in numbers)
        or min(numbers[2:4]) <= 0
    ):
        raise BadPicture(_("SVG 没有写明大小（viewBox），请重新导出。"))
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _shapes(
    element: etree._Element, matrix: Matrix, fill: str, stroke: str, thick: float
) -> Iterator[tuple[list[Outline], int, int, float, Matrix]]:
    if not isinstance(element.tag, str) or etree.QName(element).localname in {"defs", "title", "desc"}:
        return
    matrix = _joined(matrix, element.get("transform", ""))
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    thick = (_numbers(element.get("stroke-width", "")) or [thick])[0]
    if found := outlines(element):
        yield found, _grey(fill), _grey(stroke), thick, matrix
    for child in element:
        yield from _shapes(child, matrix, fill, stroke, thick)


def _grey(colour: str) -> int:
    """Return the grey of a colour, -1 for none; a name that is not known counts as dark."""
    text = colour.strip().lower()
    if text in LIGHT:
        return LIGHT[text]
    digits = text.removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        wide = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
        red, green, blue = (int(wide[at : at + 2], 16) for at in (0, 2, 4))
        return round(0.299 * red + 0.587 * green + 0.114 * blue)
    return 0


def _paint(paper: Image.Image, shape: list[Outline], fill: int, stroke: int, thick: float) -> None:
    """Fill by the even-odd rule, so that a hole in an outline stays a hole; then draw the lines."""
    if fill >= 0:
        mask = np.zeros((paper.height, paper.width), bool)
        for points in shape:
            if len(points) > 2:
                one = Image.new("1", paper.size, 0)
                ImageDraw.Draw(one).polygon(points, fill=1)
                mask ^= np.asarray(one)
        paper.paste(fill, mask=Image.fromarray(mask))
    if stroke >= 0:
        for points in shape:
            if len(points) > 1:
                ImageDraw.Draw(paper).line(points, fill=stroke, width=max(1, min(SIDE, round(thick))), joint="curve")


def _joined(matrix: Matrix, moves: str) -> Matrix:
    for name, given in MOVES.findall(moves[:2000]):
        matrix = _times(matrix, _move(name, _numbers(given)))
    return matrix


def _move(name: str, n: list[float]) -> Matrix:
    if name == "matrix" and len(n) == 6:
        return (n[0], n[1], n[2], n[3], n[4], n[5])
    if name == "translate" and n:
        return (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0)
    if name == "scale" and n:
        return (n[0], 0, 0, n[-1], 0, 0)
    if name == "rotate" and n:
        sine, cosine = math.sin(math.radians(n[0])), math.cos(math.radians(n[0]))
        turned: Matrix = (cosine, sine, -sine, cosine, 0, 0)
        if len(n) == 3:
            return _times(_times((1, 0, 0, 1, n[1], n[2]), turned), (1, 0, 0, 1, -n[1], -n[2]))
        return turned
    return STILL


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _size(matrix: Matrix) -> float:
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def _moved(outline: Outline, matrix: Matrix) -> Outline:
    a, b, c, d, e, f = matrix
    far = 4.0 * SIDE
    points = ((a * x + c * y + e, b * x + d * y + f) for x, y in outline)
    real = (point for point in points if math.isfinite(point[0]) and math.isfinite(point[1]))
    return [(min(max(x, -far), far), min(max(y, -far), far)) for x, y in real]


def _numbers(text: str) -> list[float]:
    return [float(each) for each in NUMBER.findall(text[:2_000_000])]
