"""One mark against all marks, exactly: a bound summed over where alike characters stand, then an alignment.

What is weighed is evidence: the logarithm of how many times more likely a mark is as one made from the one that is
asked, than by chance. A character that is the same or alike adds to it by its rarity, what was changed or put in costs.
"""

from typing import Final

import numpy as np

from minzhi.engines.similarity.kernels import njit

LONGEST: Final = 15
CHANGED: Final = np.float32(-2.5)
"""That another character, no matter which, stands in the place of one."""
EXTRA, FURTHER = np.float32(-2.5), np.float32(-0.7)
"""That characters were put in or left out: the first, and each one behind it."""
TURNED: Final = np.float32(-4.0)
"""That the same characters stand in another order."""
NEVER: Final = np.float32(-1e9)
STEPS, OF_ONE, AT_FIRST = 1024, 8, 4
"""Bounds are sorted into so many steps, so many of one unit; so many times what is wanted is weighed at first."""


@njit(cache=True, nogil=True)
def scan(gains, costs, marks, wanted, least, far, enough, sums, places, scores):
    """Write the marks with most evidence, and how much; returns how many.

    `gains` (n, alphabet): what each character adds in the place of each of the n asked; `costs` (n): how much those
    count where they are missing; `marks`: characters, their bounds, for each character where it stands and the bounds
    of that, and masks of classes. Of the classes `wanted` the first `enough` are surely among those written if they
    reach `least`; of other classes those that reach `far`. `sums` is room for a number a mark, all 0 before and after.
    """
    _signs, bounds, standing, starts, masks = marks
    reach, floors = _reach(gains, costs), _floors(costs)
    steps, touched, kept = np.zeros(STEPS, np.int64), 0, 0
    for sign in range(len(reach)):
        if reach[sign] > 0:
            for at in range(starts[sign], starts[sign + 1]):
                mark = standing[at]
                if sums[mark] == 0:
                    places[touched] = mark
                    touched += 1
                sums[mark] += reach[sign]
    for at in range(touched):
        mark = places[at]
        bound, is_near = sums[mark] + floors[min(bounds[mark + 1] - bounds[mark], LONGEST)], masks[mark] & wanted
        sums[mark] = 0
        if bound >= (least if is_near else far):
            places[kept], scores[kept] = mark, bound
            kept += 1
            if is_near:
                steps[min(np.int64(max(bound, 0) * OF_ONE), STEPS - 1)] += 1
    first, counted = STEPS - 1, steps[STEPS - 1]
    while first > 0 and counted < AT_FIRST * enough:
        first -= 1
        counted += steps[first]
    return _weighed(gains, costs, marks, wanted, (least, far, first / OF_ONE), enough, places[:kept], scores[:kept])


@njit(cache=True, nogil=True)
def _reach(gains, costs):
    """Return the most that each character of the alphabet can add, beside one that was changed."""
    found = np.zeros(gains.shape[1], np.float32)
    for at in range(len(costs)):
        for sign in range(len(found)):
            if gains[at, sign] > 0:
                found[sign] = max(found[sign], gains[at, sign] - costs[at] * CHANGED)
    return found


@njit(cache=True, nogil=True)
def _floors(costs):
    """Return for each length of a mark the least that all its characters cost, if none is alike."""
    cheap, found = np.sort(costs), np.zeros(LONGEST + 1, np.float32)
    for size in range(LONGEST + 1):
        apart = abs(size - len(costs))
        found[size] = CHANGED * cheap[: min(size, len(costs))].sum()
        if apart:
            found[size] += (EXTRA + FURTHER * (apart - 1)) * (1 if size > len(costs) else cheap[0])
    return found


@njit(cache=True, nogil=True)
def _weighed(gains, costs, marks, wanted, floors, enough, places, bound):
    """Weigh the marks of the highest bounds, then those whose bound is above the last that is wanted."""
    signs, bounds, _standing, _starts, masks = marks
    least, far, first = floors
    found, tables = np.full(len(places), NEVER, np.float32), np.empty((3, len(costs) + 1, LONGEST + 1), np.float32)
    best, floor = np.empty(len(places), np.float32), first
    for turn in range(2):
        for at in range(len(places)):
            mark = places[at]
            is_near = masks[mark] & wanted
            if found[at] == NEVER and (bound[at] >= floor if is_near else turn == 0):
                mine = signs[bounds[mark] : min(bounds[mark + 1], bounds[mark] + LONGEST)]
                found[at] = evidence(gains, costs, mine, tables)
            best[at] = found[at] if is_near else NEVER
        floor = least
        if len(best) > enough:
            floor = max(least, np.partition(best, len(best) - enough)[len(best) - enough])
    kept = 0
    for at in range(len(places)):
        if found[at] >= (least if masks[places[at]] & wanted else far):
            places[kept], bound[kept] = places[at], found[at]
            kept += 1
    return kept


@njit(cache=True, nogil=True)
def evidence(gains, costs, mine, tables):
    """Return the evidence of the best alignment; `tables` (3, n + 1, 16): aligned, left out, put in."""
    asked, size = len(costs), len(mine)
    aligned, left, put = tables
    for row in range(asked + 1):
        for column in range(size + 1):
            if row == 0 and column == 0:
                aligned[0, 0], left[0, 0], put[0, 0] = 0, NEVER, NEVER
                continue
            here = NEVER
            if row and column:
                gain = gains[row - 1, mine[column - 1]]
                here = max(aligned[row - 1, column - 1], left[row - 1, column - 1], put[row - 1, column - 1])
                here += gain if gain > 0 else costs[row - 1] * CHANGED
            aligned[row, column] = here
            left[row, column] = put[row, column] = NEVER
            if row:
                new = max(aligned[row - 1, column], put[row - 1, column]) + costs[row - 1] * EXTRA
                left[row, column] = max(new, left[row - 1, column] + costs[row - 1] * FURTHER)
            if column:
                new = max(aligned[row, column - 1], left[row, column - 1]) + EXTRA
                put[row, column] = max(new, put[row, column - 1] + FURTHER)
    found = max(aligned[asked, size], left[asked, size], put[asked, size])
    return max(found, _turned(gains, costs, mine)) if asked == size and size > 1 else found


@njit(cache=True, nogil=True)
def _turned(gains, costs, mine):
    """Return the evidence of the same characters in another order; each is used once."""
    found, taken = TURNED, np.zeros(LONGEST, np.uint8)
    for row in range(len(costs)):
        best, place = np.float32(0), -1
        for column in range(len(mine)):
            if not taken[column] and gains[row, mine[column]] > best:
                best, place = gains[row, mine[column]], column
        if place < 0:
            found += costs[row] * CHANGED
        else:
            taken[place] = 1
            found += best
    return found


@njit(cache=True, nogil=True)
def distances(asked, letters, bounds, sets, own_set, masks, wanted, most, far, places, costs):
    """Write the spellings within an edit distance of `most` (insert, leave out, change, turn round); returns how many.

    `sets` are the letters of each spelling as bits: so many letters of one that the other lacks cost as many edits.
    Outside `masks & wanted` no more than `far` edits count.
    """
    found, size = 0, len(asked)
    rows = np.zeros((3, 64), np.int64)
    for mark in range(len(bounds) - 1):
        allowed = most if masks[mark] & wanted else far
        if _bits(sets[mark] & ~own_set) > allowed or _bits(own_set & ~sets[mark]) > allowed:
            continue
        length = bounds[mark + 1] - bounds[mark]
        if length == 0 or length > 60 or abs(length - size) > allowed:
            continue
        cost = _edits(asked, letters[bounds[mark] : bounds[mark + 1]], rows, allowed)
        if cost <= allowed and found < len(places):
            places[found], costs[found] = mark, cost
            found += 1
    return found


@njit(cache=True, nogil=True)
def _bits(word):
    """Return how many bits are set, by adding pairs, fours, eights and bytes."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, nogil=True)
def edited(one, other):
    """Return the edits between two spellings, however many."""
    return _edits(one, other, np.zeros((3, len(other) + 1), np.int64), len(one) + len(other))


@njit(cache=True, nogil=True)
def _edits(one, other, rows, most):
    """Return the edits between two spellings, or any number over `most` where there are more."""
    size, beyond = len(other), most + 1
    for column in range(size + 1):
        rows[0, column] = column
    for row in range(1, len(one) + 1):
        now, before, earlier = row % 3, (row - 1) % 3, (row - 2) % 3
        first, last = max(1, row - most), min(size, row + most)
        rows[now, first - 1] = row if first == 1 else beyond
        least = rows[now, first - 1]
        for column in range(first, last + 1):
            value = rows[before, column - 1] + (0 if one[row - 1] == other[column - 1] else 1)
            value = min(value, rows[now, column - 1] + 1)
            if column < row + most:
                value = min(value, rows[before, column] + 1)
            if row > 1 and column > 1 and one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]:
                value = min(value, rows[earlier, column - 2] + 1)
            rows[now, column] = value
            least = min(least, value)
        if least > most:
            return beyond
    return rows[len(one) % 3, size]
