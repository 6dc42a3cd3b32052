"""Makes up filings: honest ones, and ones made from others in seven ways; the same for a seed, a million in minutes.

A text is a row of tokens: a word, a noun (modifier and head), or a number. What is made from another is made token by
token, so what was done to it is known.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numba import njit

from minzhi.engines.similarity.tests.made import words

NOUN, NUMBER = 1 << 20, 1 << 24
COMMA, STOP = 0, 1
OWN = 60
"""Modifiers and heads that a field uses."""
NOUNS_OF_A_TEXT = (7, 15)
SLOTS = "NPJRQUAMF"
KINDS = (
    "near",
    "reworded10",
    "reworded20",
    "reworded30",
    "reworded40",
    "order",
    "splice",
    "partial",
    "template",
    "numbers",
)


class Vocabulary(NamedTuple):
    letters: np.ndarray
    bounds: np.ndarray
    modifier: int  # where the modifiers begin among the words, and so on
    head: int
    slots: np.ndarray  # of each slot letter: where its words begin and end
    sentences: np.ndarray  # tokens; a slot is -1 - its place in SLOTS
    sentence_bounds: np.ndarray
    plain: int  # sentences before this one are claims', the others boilerplate


@cache
def vocabulary() -> Vocabulary:
    heads = [head for group in words.HEADS.split("|") for head in group.split()]
    lists = [[], words.POSITIONS, words.JOINTS, words.RELATIONS, [], words.UNITS, words.ACTS, words.AIMS, words.FIELDS]
    known = ["，", "。", *words.MODIFIERS]
    head = len(known)
    known += heads
    slots = []
    for row in lists:
        slots.append((len(known), len(known) + len(row)))
        known += row
    plain = words.SENTENCES
    sentences, bounds = [], [0]
    for sentence in plain + words.BOILERPLATE:
        for piece in re.findall(r"\{\w\}|[^{]+", sentence):
            if piece[0] == "{":
                sentences.append(-1 - SLOTS.index(piece[1]))
            else:
                sentences.append(len(known))
                known.append(piece)
        bounds.append(len(sentences))
    letters = np.frombuffer("".join(known).encode("utf-16-le"), np.uint16).copy()
    ends = np.concatenate([[0], np.cumsum([len(word) for word in known])])
    return Vocabulary(
        letters, ends, 2, head, np.array(slots), np.array(sentences, np.int64), np.array(bounds), len(plain)
    )


@cache
def groups() -> dict[int, list[int]]:
    """Return for each token of a head, position, joint, relation, act what may stand for it."""
    given, found = vocabulary(), {}
    at = given.head
    for group in words.HEADS.split("|"):
        size = len(group.split())
        found |= {token: list(range(at, at + size)) for token in range(at, at + size)}
        at += size
    for letter in "PJRAM":
        begin, end = given.slots[SLOTS.index(letter)]
        found |= {token: list(range(begin, end)) for token in range(begin, end)}
    return found


@njit(cache=True)
def _honest(given, seed, count, modifiers, heads):
    """Return tokens and bounds of honest filings: a field, its own nouns, sentences, some boilerplate."""
    np.random.seed(seed)
    out, size, bounds = np.empty(count * 160, np.int64), 0, np.zeros(count + 1, np.int64)
    nouns = np.empty(16, np.int64)
    for document in range(count):
        field = np.random.randint(len(modifiers))
        many = np.random.randint(NOUNS_OF_A_TEXT[0], NOUNS_OF_A_TEXT[1])
        for place in range(many):
            modifier = modifiers[field, np.random.randint(modifiers.shape[1])]
            nouns[place] = NOUN + modifier * 1024 + heads[field, np.random.randint(heads.shape[1])]
        if size + 4000 > len(out):
            larger = np.empty(len(out) * 2, np.int64)
            larger[:size] = out[:size]
            out = larger
        for clause in range(np.random.randint(14, 38)):
            boiler = clause == 0 or np.random.random() < 0.22
            low, high = (given.plain, len(given.sentence_bounds) - 1) if boiler else (0, given.plain)
            size = _sentence(given, np.random.randint(low, high), nouns, many, out, size)
            out[size] = STOP if np.random.random() < 0.25 else COMMA
            size += 1
        bounds[document + 1] = size
    return out[:size], bounds


@njit(cache=True)
def _sentence(given, sentence, nouns, many, out, size):
    for at in range(given.sentence_bounds[sentence], given.sentence_bounds[sentence + 1]):
        token = given.sentences[at]
        if token == -1:
            token = nouns[min(np.random.randint(many), np.random.randint(many))]
        elif token == -5:
            token = NUMBER + np.random.randint(1, 999)
        elif token < 0:
            begin, end = given.slots[-1 - token]
            token = np.random.randint(begin, end)
        out[size] = token
        size += 1
    return size


@njit(cache=True)
def render(given, tokens, bounds):
    """Return the letters of texts of tokens, and their bounds."""
    out, size, ends = np.empty(len(tokens) * 8, np.uint16), 0, np.zeros(len(bounds), np.int64)
    for document in range(len(bounds) - 1):
        for at in range(bounds[document], bounds[document + 1]):
            token = tokens[at]
            if token >= NUMBER:
                for power in (100, 10, 1):
                    if token - NUMBER >= power:
                        out[size] = 48 + (token - NUMBER) // power % 10
                        size += 1
                continue
            if token >= NOUN:
                size = _word(given, (token - NOUN) // 1024, out, size)
                token = (token - NOUN) % 1024
            size = _word(given, token, out, size)
        ends[document + 1] = size
    return out[:size].copy(), ends


@njit(cache=True)
def _word(given, word, out, size):
    for at in range(given.bounds[word], given.bounds[word + 1]):
        out[size] = given.letters[at]
        size += 1
    return size


@dataclass
class Made:
    """Filings and what is true of them: pairs (earlier, later, how the later was made)."""

    letters: np.ndarray
    bounds: np.ndarray
    truth: list[tuple[int, int, str]]

    def text(self, document: int) -> str:
        part = self.letters[self.bounds[document] : self.bounds[document + 1]]
        return part.tobytes().decode("utf-16-le")


def make(count: int, *, seed: int, share: float = 0.03, kinds: tuple[str, ...] = KINDS) -> Made:
    """Return `count` filings, of which a share was made from others; every kind alike often."""
    lot = np.random.default_rng(seed)
    given = vocabulary()
    fields = range(len(words.FIELDS))
    modifiers = np.array([lot.choice(len(words.MODIFIERS), OWN, replace=False) + given.modifier for _each in fields])
    heads = np.array([lot.choice(given.slots[0][0] - given.head, OWN, replace=False) + given.head for _each in fields])
    derived = int(count * share)
    tokens, bounds = _honest(given, seed, count - derived, modifiers, heads)
    sources = lot.permutation(count - derived)[: 2 * derived].tolist()
    texts, truth = [], []
    while len(texts) < derived:
        kind, new = kinds[len(texts) % len(kinds)], count - derived + len(texts)
        used = [sources.pop() for _each in range(2 if kind == "splice" else 1)]
        parts = [tokens[bounds[each] : bounds[each + 1]] for each in used]
        texts.append(_derive(kind, parts, lot, tokens, bounds))
        truth += [(each, new, kind) for each in used]
    sizes = np.concatenate([np.diff(bounds), [len(text) for text in texts]]) if texts else np.diff(bounds)
    everything = np.concatenate([tokens, *texts])
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    order = lot.permutation(count)
    return _shuffled(given, everything, ends, truth, order)


def _shuffled(given, tokens, bounds, truth, order):
    """Let the derived stand anywhere: the place in the row tells nothing."""
    sizes = np.diff(bounds)[order]
    ends = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    moved = tokens[np.repeat(bounds[order] - ends[:-1], sizes) + np.arange(ends[-1])]
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    letters, ends = render(given, moved, ends)
    return Made(letters, ends, [(int(place[a]), int(place[b]), kind) for a, b, kind in truth])


def _derive(kind, parts, lot, tokens, bounds):
    text = parts[0]
    if kind.startswith("reworded"):
        return reworded(text, int(kind[8:]) / 100, lot)
    if kind == "near":
        return reworded(text, 0.03, lot)
    if kind == "numbers":
        return np.where(text >= NUMBER, NUMBER + lot.integers(1, 999, len(text)), text)
    if kind == "template":
        return _swapped(text, lot)
    if kind == "order":
        pieces = _clauses(text)
        return np.concatenate([pieces[place] for place in lot.permutation(len(pieces))])
    if kind == "splice":
        halves = [_clauses(part) for part in parts]
        return np.concatenate(halves[0][: len(halves[0]) * 3 // 5] + halves[1][len(halves[1]) * 2 // 5 :])
    other = int(lot.integers(len(bounds) - 1))
    own = _clauses(tokens[bounds[other] : bounds[other + 1]])
    pieces = _clauses(text)
    begin = int(lot.integers(max(len(pieces) // 2, 1)))
    kept = pieces[begin : begin + max(len(pieces) // 2, 7)]
    return np.concatenate([*_renamed(own, lot), *kept])


def _clauses(text):
    ends = np.flatnonzero(text <= STOP) + 1
    return [piece for piece in np.split(text, ends) if len(piece)]


def _renamed(pieces, lot):
    """Return what a copier adds of his own: half the sentences of another text, in another order, with other words."""
    chosen = lot.permutation(len(pieces))[: len(pieces) // 2]
    return [reworded(_swapped(pieces[place], lot), 0.9, lot) for place in chosen]


def _swapped(text, lot):
    """Return a text all of whose nouns became other nouns, each always the same one."""
    nouns = np.unique(text[(text >= NOUN) & (text < NUMBER)])
    given = vocabulary()
    modifiers = lot.choice(given.head - given.modifier, max(len(nouns), 1), replace=False) + given.modifier
    heads = lot.integers(given.head, given.slots[0][0], max(len(nouns), 1))
    new = dict(zip(nouns.tolist(), (NOUN + modifiers * 1024 + heads).tolist(), strict=False))
    return np.array([new.get(token, token) for token in text.tolist()], np.int64)


def reworded(text, share, lot):
    """Return a text in which about this share of the words became words of like meaning."""
    like, out = groups(), text.copy()
    able = [place for place, token in enumerate(text.tolist()) if NOUN <= token < NUMBER or token in like]
    wanted = min(round(share * np.count_nonzero(text > STOP)), len(able))
    for place in lot.choice(able, wanted, replace=False) if wanted else ():
        token = int(text[place])
        if token < NOUN:
            out[place] = lot.choice(like[token])
            continue
        modifier, head = divmod(token - NOUN, 1024)
        out[place] = NOUN + modifier * 1024 + int(lot.choice(like[head]))
    return out
