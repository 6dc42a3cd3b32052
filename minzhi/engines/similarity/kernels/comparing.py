"""How close two documents are: their clauses are laid side by side, one to one, and ten measures are taken."""

from typing import Final, NamedTuple

import numpy as np

from minzhi.engines.similarity.kernels import njit
from minzhi.engines.similarity.kernels.hashing import DOCUMENTS, SHIFT, WEIGHTS, pair_of
from minzhi.engines.similarity.kernels.reading import clauses
from minzhi.engines.similarity.kernels.skeletons import MOST_SLOTS, skeleton, slots

MOST: Final = 128
"""Clauses of a document that are compared; what stands behind them is said to be unread."""
CELLS: Final = 1 << 14
NODES: Final = 40_000
LEAST_ALIKE: Final = 0.35
"""Clauses less alike than this (weighted Dice of their pairs of signs) are not laid side by side."""
STEPS: Final = 12
SAME, HIGH = 0.9, 0.65
SHORTEST_RUN: Final = 3
MEASURES: Final = (
    "larger_cover",
    "smaller_cover",
    "same_part",
    "high_part",
    "mean_alike",
    "in_order",
    "same_frame",
    "steady_swaps",
    "swaps_seen",
    "ordered_cover",
)


class Desk(NamedTuple):
    """What a comparison writes on; one for each thread."""

    starts: np.ndarray  # 2 × MOST: of the left and of the right document
    stops: np.ndarray
    hashes: np.ndarray
    weights: np.ndarray
    bones: np.ndarray
    partner: np.ndarray  # 2 × MOST: the clause on the other side, -1 for none
    alike: np.ndarray  # MOST × MOST: right, left
    shared: np.ndarray
    cells: np.ndarray  # open addressing: key of a pair of signs
    heads: np.ndarray  # its newest node, -1 for none
    used: np.ndarray
    next_node: np.ndarray
    clause_of: np.ndarray
    swaps: np.ndarray  # 2 × 512: what stands in a slot, left and right
    filled: np.ndarray  # 2 × 16
    tails: np.ndarray


def desk() -> Desk:
    """Return a clean desk."""
    kinds = (np.int64, np.int64, np.uint64, np.float64, np.uint64, np.int64)
    starts, stops, hashes, weights, bones, partner = (np.zeros((2, MOST), kind) for kind in kinds)
    return Desk(
        starts,
        stops,
        hashes,
        weights,
        bones,
        partner,
        alike=np.zeros((MOST, MOST), np.float32),
        shared=np.zeros(MOST),
        cells=np.zeros(CELLS, np.uint64),
        heads=np.full(CELLS, -1, np.int32),
        used=np.zeros(CELLS, np.int64),
        next_node=np.zeros(NODES, np.int32),
        clause_of=np.zeros(NODES, np.int32),
        swaps=np.zeros((2, 512), np.uint64),
        filled=np.zeros((2, MOST_SLOTS), np.uint64),
        tails=np.zeros(MOST, np.int64),
    )


@njit(cache=True, nogil=True)
def compare(text, bounds, kinds, rarity, markers, pairs, desk):
    """Return ten measures for each packed pair (low << 28 | high); sorted pairs are the cheapest."""
    found = np.zeros((len(pairs), 10), np.float32)
    before, lefts, used = np.int64(-1), 0, 0
    for place in range(len(pairs)):
        left, right = np.int64(pairs[place] >> SHIFT), np.int64(pairs[place] & DOCUMENTS)
        if left != before:
            _wipe(desk, used)
            lefts = _clauses(text, bounds, left, kinds, markers, desk, 0)
            used = _index(text, lefts, rarity, desk)
            before = left
        rights = _clauses(text, bounds, right, kinds, markers, desk, 1)
        _weigh(text, lefts, rights, rarity, desk)
        _measure(text, lefts, rights, markers, desk, found[place])
    _wipe(desk, used)
    return found


@njit(cache=True, nogil=True)
def _wipe(desk, used):
    for at in range(used):
        desk.heads[desk.used[at]] = -1


@njit(cache=True, nogil=True)
def _clauses(text, bounds, document, kinds, markers, desk, side):
    count = clauses(
        text, bounds[document], bounds[document + 1], kinds, desk.starts[side], desk.stops[side], desk.hashes[side]
    )
    for clause in range(count):
        shape, _marked = skeleton(text, desk.starts[side, clause], desk.stops[side, clause], markers)
        desk.bones[side, clause] = shape
    return count


@njit(cache=True, nogil=True)
def _cell(desk, key, spread):
    """Return the cell of a key, or the free one where it belongs."""
    cell = np.int64((spread >> np.uint64(24)) & np.uint64(CELLS - 1))
    while desk.heads[cell] != -1 and desk.cells[cell] != key:
        cell = (cell + 1) & (CELLS - 1)
    return cell


@njit(cache=True, nogil=True)
def _index(text, count, rarity, desk):
    """Write down in which clauses of the left document each pair of signs stands; returns the cells used."""
    used, node = 0, 0
    for clause in range(count):
        total = 0.0
        for at in range(desk.starts[0, clause], desk.stops[0, clause] - 1):
            key, spread = pair_of(text[at], text[at + 1])
            total += rarity[spread & WEIGHTS]
            cell = _cell(desk, key, spread)
            head = desk.heads[cell]
            if head != -1 and desk.clause_of[head] == clause:
                continue
            if node >= NODES or used >= CELLS // 2:
                continue
            if head == -1:
                desk.cells[cell] = key
                desk.used[used] = cell
                used += 1
            desk.next_node[node], desk.clause_of[node] = head, clause
            desk.heads[cell] = node
            node += 1
        desk.weights[0, clause] = total
    return used


@njit(cache=True, nogil=True)
def _weigh(text, lefts, rights, rarity, desk):
    """Fill `alike`: the weighted Dice coefficient of every right clause with every left one."""
    for clause in range(rights):
        total = 0.0
        desk.shared[:lefts] = 0.0
        for at in range(desk.starts[1, clause], desk.stops[1, clause] - 1):
            key, spread = pair_of(text[at], text[at + 1])
            weight = rarity[spread & WEIGHTS]
            total += weight
            node = desk.heads[_cell(desk, key, spread)]
            while node != -1:
                desk.shared[desk.clause_of[node]] += weight
                node = desk.next_node[node]
        desk.weights[1, clause] = total
        for left in range(lefts):
            sum_of_both = desk.weights[0, left] + total + 1e-9
            desk.alike[clause, left] = min(1.0, 2 * desk.shared[left] / sum_of_both)


@njit(cache=True, nogil=True)
def _match(lefts, rights, desk):
    """Lay clauses side by side, the most alike first; ties go to the earlier place."""
    desk.partner[:] = -1
    for step in range(STEPS):
        least = 0.95 - 0.05 * step
        if least < LEAST_ALIKE:
            break
        for clause in range(rights):
            if desk.partner[1, clause] >= 0:
                continue
            best, place = least, -1
            for left in range(lefts):
                if desk.partner[0, left] < 0 and desk.alike[clause, left] >= best:
                    best, place = desk.alike[clause, left] + 1e-6, left
            if place >= 0:
                desk.partner[1, clause], desk.partner[0, place] = place, clause


@njit(cache=True, nogil=True)
def _rising(rights, desk):
    """Return the length of the longest row of partners that keeps the order of the left document."""
    longest = 0
    for clause in range(rights):
        value = desk.partner[1, clause]
        if value < 0:
            continue
        low, high = 0, longest
        while low < high:
            middle = (low + high) // 2
            if desk.tails[middle] <= value:
                low = middle + 1
            else:
                high = middle
        desk.tails[low] = value
        if low == longest:
            longest += 1
    return longest


@njit(cache=True, nogil=True)
def _measure(text, lefts, rights, markers, desk, out):
    _match(lefts, rights, desk)
    total = np.zeros(2)
    for clause in range(lefts):
        total[0] += desk.weights[0, clause]
    covered, same, high, alike, matched = np.zeros(2), 0.0, 0.0, 0.0, 0
    for clause in range(rights):
        total[1] += desk.weights[1, clause]
        left = desk.partner[1, clause]
        if left < 0:
            continue
        near, both = desk.alike[clause, left], desk.weights[0, left] + desk.weights[1, clause]
        covered[0] += desk.weights[0, left] * near
        covered[1] += desk.weights[1, clause] * near
        matched, alike = matched + 1, alike + near
        same += both if near > SAME else 0.0
        high += both if near > HIGH else 0.0
    cover, less = covered / (total + 1e-9), min(total[0], total[1]) + 1e-9
    out[0], out[1] = max(cover[0], cover[1]), min(cover[0], cover[1])
    out[2], out[3] = same / (2 * less), high / (2 * less)
    out[4] = alike / matched if matched else 0.0
    out[5] = _rising(rights, desk) / matched if matched else 0.0
    framed, seen = _frames(text, lefts, rights, markers, desk)
    occurring, steady = _steadiness(seen, desk)
    out[6] = framed / max(1, min(lefts, rights))
    out[7] = steady / occurring if occurring else 0.0
    out[8] = min(1.0, occurring / 20.0)
    out[9] = out[5] * out[0]


@njit(cache=True, nogil=True)
def _frames(text, lefts, rights, markers, desk):
    """Return how many clauses stand in runs of three or more equal skeletons, and how many slots those have."""
    framed, seen, clause = 0, 0, 0
    while clause < rights:
        longest, place = 0, -1
        for left in range(lefts):
            size = 0
            while (
                clause + size < rights
                and left + size < lefts
                and desk.bones[0, left + size] == desk.bones[1, clause + size]
            ):
                size += 1
            if size > longest:
                longest, place = size, left
        if longest < SHORTEST_RUN:
            clause += 1
            continue
        framed += longest
        for step in range(longest):
            seen = _swapped(text, place + step, clause + step, markers, desk, seen)
        clause += longest
    return framed, seen


@njit(cache=True, nogil=True)
def _swapped(text, left, right, markers, desk, seen):
    """Write down what fills the same slots of two clauses of one skeleton."""
    one = slots(text, desk.starts[0, left], desk.stops[0, left], markers, desk.filled[0])
    other = slots(text, desk.starts[1, right], desk.stops[1, right], markers, desk.filled[1])
    if one != other:
        return seen
    for place in range(one):
        if seen < desk.swaps.shape[1]:
            desk.swaps[0, seen], desk.swaps[1, seen] = desk.filled[0, place], desk.filled[1, place]
            seen += 1
    return seen


@njit(cache=True, nogil=True)
def _steadiness(seen, desk):
    """Return how often recurring fillings occur, and how often each went to its most frequent counterpart."""
    occurring, steady = 0, 0
    for one in range(seen):
        key, first = desk.swaps[0, one], True
        for before in range(one):
            if desk.swaps[0, before] == key:
                first = False
                break
        if not first:
            continue
        times, best = 0, 0
        for other in range(one, seen):
            if desk.swaps[0, other] != key:
                continue
            times, together = times + 1, 0
            for third in range(one, seen):
                if desk.swaps[0, third] == key and desk.swaps[1, third] == desk.swaps[1, other]:
                    together += 1
            best = max(best, together)
        if times >= 2:
            occurring, steady = occurring + times, steady + best
    return occurring, steady
