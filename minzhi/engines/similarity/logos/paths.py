"""The outlines of SVG's shapes as points: lines stay, curves become short lines."""

import math
import re
from itertools import pairwise

from lxml import etree

Outline = list[tuple[float, float]]
TOKEN = re.compile(r"[MmLlHhVvCcSsQqTtAaZz]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
STEPS, ROUND = 12, 48
MOST = 100_000
"""Pieces of a path."""


def outlines(element: etree._Element) -> list[Outline]:
    """Return the outlines of a shape; none for what is no shape."""
    name = etree.QName(element).localname
    if name == "path":
        return of_path(element.get("d", ""))
    if name in {"polygon", "polyline"}:
        numbers = [float(each) for each in TOKEN.findall(element.get("points", "")) if not each.isalpha()]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        return [points + points[:1] if name == "polygon" else points]
    given = {key: _length(element.get(key, "0")) for key in ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry")}
    if name == "rect":
        x, y, right, bottom = given["x"], given["y"], given["x"] + given["width"], given["y"] + given["height"]
        return [[(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]]
    if name in {"circle", "ellipse"}:
        wide, high = (given["r"], given["r"]) if name == "circle" else (given["rx"], given["ry"])
        turns = (2 * math.pi * step / ROUND for step in range(ROUND + 1))
        return [[(given["cx"] + wide * math.cos(turn), given["cy"] + high * math.sin(turn)) for turn in turns]]
    if name == "line":
        ends = [_length(element.get(key, "0")) for key in ("x1", "y1", "x2", "y2")]
        return [[(ends[0], ends[1]), (ends[2], ends[3])]]
    return []


def _length(text: str) -> float:
    found = re.match(r"\s*[-+]?(\d+\.?\d*|\.\d+)", text)
    return float(found.group()) if found else 0.0


def of_path(data: str) -> list[Outline]:
    """Return the outlines of a path's data; what cannot be read ends it, as SVG wants."""
    tokens, at = TOKEN.findall(data)[: MOST * 2], 0
    pen = _Pen()
    command = ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
            if command in "Zz":
                pen.close()
                continue
        takes = TAKES.get(command.upper(), 0)
        values = tokens[at : at + takes]
        if not takes or len(values) < takes or any(each.isalpha() for each in values):
            break
        pen.draw(command, [float(each) for each in values])
        command = {"M": "L", "m": "l"}.get(command, command)
        at += takes
    return [outline for outline in pen.found if len(outline) > 1]


class _Pen:
    """Where the pen is, where the outline began, and the last point that pulled a curve."""

    def __init__(self) -> None:
        self.found: list[Outline] = []
        self.at = self.begin = self.pull = (0.0, 0.0)
        self.last = ""

    def close(self) -> None:
        self._to(self.begin)
        self.last = "Z"

    def draw(self, command: str, n: list[float]) -> None:
        big, (x, y) = command.upper(), self.at
        dx, dy = (x, y) if command.islower() else (0.0, 0.0)
        if big == "M":
            self.at = self.begin = (n[0] + dx, n[1] + dy)
            self.found.append([self.at])
        elif big == "H":
            self._to((n[0] + dx, y))
        elif big == "V":
            self._to((x, n[0] + dy))
        elif big in "LA":
            self._to((n[-2] + dx, n[-1] + dy))
        else:
            self._curve(big, [(n[at] + dx, n[at + 1] + dy) for at in range(0, len(n), 2)])
        self.last = big

    def _curve(self, big: str, points: Outline) -> None:
        mirrored = (2 * self.at[0] - self.pull[0], 2 * self.at[1] - self.pull[1])
        if big in "ST":
            smooth = self.last in ("CS" if big == "S" else "QT")
            points = [mirrored if smooth and self.last else self.at, *points]
        self.pull = points[-2]
        for point in _bent([self.at, *points]):
            self._to(point)

    def _to(self, point: tuple[float, float]) -> None:
        if not self.found or self.last == "Z":
            self.found.append([self.at])
            self.last = ""
        self.found[-1].append(point)
        self.at = point


def _bent(points: Outline) -> Outline:
    """Return points on a Bézier curve of any degree (de Casteljau)."""
    found = []
    for step in range(1, STEPS + 1):
        row, part = points, step / STEPS
        while len(row) > 1:
            row = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(row)]
        found.append(row[0])
    return found
