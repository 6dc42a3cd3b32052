"""Makes up logos: a few shapes in rings, rows and crosses; and what people do to a logo to have one of their own."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from PIL import Image, ImageDraw

from minzhi.engines.similarity.logos.reading import framed

SIDE = 256
ROUND = ("quarter", "half", "tilt", "mirror", "flip", "invert", "in ring")
CHANGES = (*ROUND, "crop", "crop side", "text below", "text beside", "thick", "stretch", "small")


def logo(lot: np.random.Generator) -> Image.Image:
    """Return a logo of two to five shapes."""
    picture = Image.new("L", (SIDE, SIDE), 255)
    pen = ImageDraw.Draw(picture)
    for _shape in range(lot.integers(2, 6)):
        x, y = lot.integers(50, 206, 2).tolist()
        size, kind, grey = int(lot.integers(18, 70)), lot.integers(6), int(lot.choice([0, 0, 0, 60, 255]))
        box = (x - size, y - size, x + size, y + size)
        if kind == 0:
            pen.ellipse(box, fill=grey)
        elif kind == 1:
            pen.ellipse(box, outline=grey, width=int(lot.integers(4, 14)))
        elif kind == 2:
            pen.arc(box, int(lot.integers(360)), int(lot.integers(360)), fill=grey, width=int(lot.integers(5, 16)))
        else:
            turns = np.sort(lot.random(int(lot.integers(3, 8)))) * 2 * np.pi
            far = size * (0.5 + lot.random(len(turns)))
            pen.polygon([(x + r * np.cos(t), y + r * np.sin(t)) for t, r in zip(turns, far, strict=True)], fill=grey)
    return picture


def changed(picture: Image.Image, change: str, lot: np.random.Generator) -> Image.Image:
    """Return a logo after one of the changes."""
    if change in ("quarter", "half", "tilt"):
        return picture.rotate({"quarter": 90, "half": 180, "tilt": 12}[change], fillcolor=255, expand=True)
    if change == "mirror":
        return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if change == "flip":
        return picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    if change == "invert":
        return picture.point(lambda value: 255 - value)
    if change.startswith("crop"):
        box = Image.eval(picture, lambda value: 255 - value).getbbox() or (0, 0, SIDE, SIDE)
        wide, high = box[2] - box[0], box[3] - box[1]
        third = (box[0], box[1], box[2], box[3] - high * 3 // 10)
        return picture.crop(third if change == "crop" else (box[0], box[1], box[2] - wide * 3 // 10, box[3]))
    if change.startswith("text"):
        below = change == "text below"
        paper = Image.new("L", (SIDE, SIDE + 90) if below else (SIDE + 150, SIDE), 255)
        paper.paste(picture, (0, 0))
        pen = ImageDraw.Draw(paper)
        for at in range(5):
            left, top = (30 + at * 40, SIDE + 20) if below else (SIDE + 10 + (at % 3) * 44, 60 + at // 3 * 60)
            pen.rectangle((left, top, left + 30, top + int(lot.integers(20, 44))), outline=0, width=5)
        return paper
    if change == "in ring":
        paper = Image.new("L", (SIDE * 2, SIDE * 2), 255)
        paper.paste(picture, (SIDE // 2, SIDE // 2))
        ImageDraw.Draw(paper).ellipse((20, 20, SIDE * 2 - 20, SIDE * 2 - 20), outline=0, width=14)
        return paper
    sizes = {"stretch": (SIDE, SIDE * 4 // 5), "small": (40, 40), "thick": (SIDE, SIDE)}
    small = picture.resize(sizes[change])
    return small.point(lambda value: 0 if value < 235 else 255) if change == "thick" else small


def drawn(seed: int) -> Iterator[Image.Image]:
    """Yield logos that show something, without end."""
    lot = np.random.default_rng(seed)
    while True:
        picture = logo(lot)
        if (np.asarray(picture) < 200).sum() > 400:
            yield picture


def gallery(count: int, *, seed: int) -> tuple[list[Image.Image], list[np.ndarray]]:
    """Return logos, and each as it is compared."""
    found = list(islice(drawn(seed), count))
    return found, [framed(np.asarray(picture)) for picture in found]
