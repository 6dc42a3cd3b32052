"""All marks as arrays, made once and kept in a folder: however many there are, an index opens in a moment."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from shutil import rmtree
from typing import overload

import numpy as np

from minzhi.engines.similarity.marks.alphabet import Alphabet
from minzhi.engines.similarity.marks.sounds import spelled
from minzhi.engines.similarity.marks.writing import written

CLASSES, NOWHERE = 45, 1
TWICE, DIGITS = 26, 52
"""Bits of the letters that stand in a spelling twice, and of its digits."""
OTHERS, ROWS, ENDS = "others.txt", "rows.jsonl", "ends.npy"


@dataclass(frozen=True)
class Mark:
    """A mark that is known: its words, number, classes and similar groups; `uid` where it is a record."""

    text: str
    number: str = ""
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    uid: str = ""


@dataclass(frozen=True)
class Arrays:
    """The characters and letters of all marks in a row, where each mark begins, where each character stands."""

    signs: np.ndarray
    bounds: np.ndarray
    letters: np.ndarray
    letter_bounds: np.ndarray
    sets: np.ndarray
    masks: np.ndarray
    standing: np.ndarray
    starts: np.ndarray

    @classmethod
    def of(cls, marks: Sequence[Mark], alphabet: Alphabet) -> "Arrays":
        """Read all marks."""
        texts = [written(mark.text) for mark in marks]
        known = alphabet.places
        ids = [np.array([known[sign] for sign in text.han if sign in known], np.uint16) for text in texts]
        bounds = np.concatenate([[0], np.cumsum([len(each) for each in ids])]).astype(np.int64)
        signs = np.concatenate([*ids, np.zeros(0, np.uint16)])
        spellings = [text.latin or spelled(text.han) for text in texts]
        order = np.argsort(signs, kind="stable")
        of_mark = np.repeat(np.arange(len(marks), dtype=np.int64), np.diff(bounds))
        return cls(
            signs,
            bounds,
            np.frombuffer(bytearray("".join(spellings).encode("ascii", "replace")), np.uint8),
            np.concatenate([[0], np.cumsum([len(each) for each in spellings])]).astype(np.int64),
            np.array([letters_of(each) for each in spellings], np.uint64),
            np.array([mask(classes_of(mark.classes, mark.groups)) for mark in marks], np.uint64),
            of_mark[order].astype(np.uint32),
            np.searchsorted(signs[order], np.arange(len(known) + 1)),
        )


class Rows(Sequence[Mark]):
    """Marks that lie in a file, one a line, and are read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.ends = np.load(folder / ENDS)
        self.written = np.memmap(folder / ROWS, np.uint8, "r") if self.ends[-1] else np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, place: int) -> Mark: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Mark]: ...
    def __getitem__(self, place: int | slice) -> Mark | Sequence[Mark]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        text, number, classes, groups, uid = json.loads(bytes(self.written[self.ends[place] : self.ends[place + 1]]))
        return Mark(text, number, tuple(classes), tuple(groups), uid)


def save(folder: Path, marks: Sequence[Mark], arrays: Arrays, others: Iterable[str]) -> None:
    """Keep marks with their arrays, and the characters beside the common ones that they are counted in."""
    draft = folder.with_suffix(".draft")
    rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for each in fields(arrays):
        np.save(draft / f"{each.name}.npy", getattr(arrays, each.name))
    ends = [0]
    with (draft / ROWS).open("wb") as file:
        for mark in marks:
            ends.append(ends[-1] + file.write(json.dumps(astuple(mark), ensure_ascii=False).encode() + b"\n"))
    np.save(draft / ENDS, np.array(ends, np.int64))
    (draft / OTHERS).write_text("".join(sorted(others)), "utf-8")
    rmtree(folder, ignore_errors=True)
    draft.rename(folder)


def kept(folder: Path) -> tuple[Rows, Arrays, str]:
    """Return the marks of a folder, their arrays, and the characters beside the common ones."""
    arrays = Arrays(*(np.load(folder / f"{each.name}.npy") for each in fields(Arrays)))
    return Rows(folder), arrays, (folder / OTHERS).read_text("utf-8")


def letters_of(spelling: str) -> int:
    """Return a spelling's letters as bits: which there are, which there are twice, which digits."""
    found = 0
    for letter in spelling:
        bit = ord(letter) - ord("A") if letter >= "A" else DIGITS + ord(letter) - ord("0")
        bit = bit % 64
        twice = bit + TWICE if bit < TWICE and found >> bit & 1 else bit
        found |= 1 << twice
    return found


def classes_of(classes: Iterable[str], groups: Iterable[str]) -> tuple[str, ...]:
    """Return the classes of a mark, those of its groups included."""
    return (*classes, *(group[:2] for group in groups))


def mask(classes: Iterable[str]) -> int:
    """Return classes as bits; the lowest stands for none."""
    found = 0
    for each in classes:
        if each.isdigit() and 0 < int(each) <= CLASSES:
            found |= 1 << int(each)
    return found or NOWHERE
