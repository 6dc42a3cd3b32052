"""How alike characters look: drawn in open fonts, described by the directions of their strokes, reduced, compared."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from minzhi.engines.similarity.kernels.strokes import gradients

SIZE, MARGIN, CELL, BINS, KEPT, AT_ONCE = 48, 8, 6, 8, 96, 500
FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")
SIMPLIFIED_FACE = 2
"""The face for mainland China in a collection of Noto."""
FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")


@cache
def common() -> tuple[str, ...]:
    """Return the 6,763 characters of GB 2312."""
    rows = (bytes((first, second)) for first in range(0xB0, 0xF8) for second in range(0xA1, 0xFF))
    return tuple(sign for row in rows if (sign := row.decode("gb2312", "ignore")))


@cache
def fonts() -> tuple[Path, ...]:
    """Return the two first open Chinese fonts of this machine; none means that looks cannot be compared."""
    found = [path for name in FONTS for folder in FOLDERS if folder.is_dir() for path in sorted(folder.rglob(name))]
    return tuple(found[:2])


def drawn(sign: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    """Return a character as 48 × 48 values from 0 to 1, in the middle and a little blurred."""
    side = SIZE + 2 * MARGIN
    picture = Image.new("L", (side, side), 0)
    left, top, right, bottom = font.getbbox(sign)
    at = ((side - right + left) / 2 - left, (side - bottom + top) / 2 - top)
    ImageDraw.Draw(picture).text(at, sign, fill=255, font=font)
    inner = picture.crop((MARGIN, MARGIN, SIZE + MARGIN, SIZE + MARGIN)).filter(ImageFilter.GaussianBlur(1.2))
    return np.asarray(inner, np.float32) / 255


def directions(pictures: np.ndarray, *, cell: int = CELL, bins: int = BINS) -> np.ndarray:
    """Return histograms of oriented gradients of square pictures (n, side, side), softened over neighbouring cells."""
    found = np.pad(gradients(pictures, cell, bins), ((0, 0), (1, 1), (1, 1), (0, 0)), mode="edge")
    inner = found[:, 1:-1, 1:-1]
    around = found[:, :-2, 1:-1] + found[:, 2:, 1:-1] + found[:, 1:-1, :-2] + found[:, 1:-1, 2:]
    return np.asarray(np.sqrt(0.5 * inner + 0.125 * around).reshape(len(pictures), -1), np.float32)


def reduced(rows: np.ndarray, kept: int) -> np.ndarray:
    """Return rows on their first principal axes, each of length one."""
    centred = rows - rows.mean(0)
    _values, axes = np.linalg.eigh(centred.T @ centred / len(centred))
    found = centred @ axes[:, ::-1][:, :kept]
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), np.float32)


def table(signs: Sequence[str]) -> np.ndarray:
    """Return a row for each character; the product of two is how alike they look. Needs `fonts`."""
    sides = []
    for path in fonts():
        font = ImageFont.truetype(path, SIZE - 4, index=SIMPLIFIED_FACE)
        parts = [signs[at : at + AT_ONCE] for at in range(0, len(signs), AT_ONCE)]
        sides.append(np.concatenate([directions(np.stack([drawn(sign, font) for sign in part])) for part in parts]))
    return reduced(np.concatenate(sides, axis=1), min(KEPT, len(signs)))


def kept_table(path: Path) -> np.ndarray | None:
    """Return the table of the common characters, drawn once and kept; None where there is no font to draw with."""
    if path.exists():
        return np.asarray(np.load(path), np.float32)
    if not fonts():
        return None
    found = table(common())
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft.npy")
    np.save(draft, found.astype(np.float16))
    draft.replace(path)
    return found
