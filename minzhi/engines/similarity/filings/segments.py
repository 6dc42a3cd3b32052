"""Pieces of an index of filings, each in a folder that is there whole or not at all."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import numpy as np

from minzhi.engines.similarity.filings.basis import Basis
from minzhi.engines.similarity.filings.screening import PART, sketched

ARRAYS = ("text", "bounds", "content", "frames")
NUMBERED = "[0-9]" * 9


@dataclass(frozen=True)
class Segment:
    """Filings that follow each other: texts with their bounds, sorted words of both channels, the filings' own keys.

    A word names a filing by its place in the whole index.
    """

    text: np.ndarray
    bounds: np.ndarray
    content: np.ndarray
    frames: np.ndarray
    keys: Sequence[str]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def piece(self, place: int) -> np.ndarray:
        """Return the text of the filing at a place of this segment."""
        return self.text[self.bounds[place] : self.bounds[place + 1]]

    def followed_by(self, other: "Segment") -> "Segment":
        """Return both as one."""
        ends = np.concatenate([self.bounds, self.bounds[-1] + other.bounds[1:]])
        content, frames = (np.concatenate([getattr(each, name) for each in (self, other)]) for name in ARRAYS[2:])
        content.sort()
        frames.sort()
        return Segment(np.concatenate([self.text, other.text]), ends, content, frames, [*self.keys, *other.keys])

    def save(self, folder: Path) -> None:
        for name in ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        (folder / "keys.json").write_text(json.dumps(list(self.keys), ensure_ascii=False), "utf-8")

    @classmethod
    def open(cls, folder: Path) -> "Segment":
        """Open a segment without reading all of it; raises `FileNotFoundError`."""
        text, bounds, content, frames = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS)
        return cls(text, bounds, content, frames, json.loads((folder / "keys.json").read_text("utf-8")))


WORDS = np.zeros(0, np.uint64)
NONE = Segment(np.zeros(0, np.uint16), np.zeros(1, np.int64), WORDS, WORDS, ())


def segment_of(
    letters: np.ndarray, bounds: np.ndarray, keys: Sequence[str], basis: Basis, *, first: int = 0
) -> Segment:
    """Return packed texts as a segment whose filings count from `first`."""
    parts = []
    for begin in range(0, len(bounds) - 1, PART):
        ends = bounds[begin : begin + PART + 1]
        parts.append(sketched(letters[ends[0] : ends[-1]], ends - ends[0], first + begin, basis))
    text, content, frames = (np.concatenate([part[name] for part in parts]) for name in ("text", *ARRAYS[2:]))
    sizes = np.concatenate([np.diff(part["ends"]) for part in parts])
    content.sort()
    frames.sort()
    return Segment(text, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), content, frames, keys)


def newest(folder: Path) -> Path:
    """Return the numbered folder within another that was finished last; raises `FileNotFoundError` for none."""
    found = max(folder.glob(NUMBERED), default=None)
    if found is None:
        raise FileNotFoundError(folder)
    return found


@contextmanager
def drafted(folder: Path, number: int) -> Iterator[Path]:
    """Give a folder to write in, which then stands in another by its number, in the place of all that stood there.

    Who reads what goes keeps what was opened. What a killed process left goes with it.
    """
    path, draft = folder / f"{number:09}", folder / f"{os.getpid()}.draft"
    rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    yield draft
    draft.rename(path)
    for other in folder.iterdir():
        if other.is_dir() and other != path:
            rmtree(other, ignore_errors=True)
        elif other != path:
            other.unlink(missing_ok=True)
