"""One mark against all marks, exactly: a bound summed over where alike characters stand, then an alignment."""

import numpy as np

from minzhi.engines.similarity.kernels import njit

LONGEST = 15
CONTAINED = 0.93


@njit(cache=True, nogil=True)
def scan(alike, weights, marks, weighs, of_signs, wanted, least, far, sums, places, scores):
    """Write the marks whose score reaches `least`, with their scores; returns how many.

    `alike` (n, alphabet): how alike each character is to the n of the query; `weights`: how telling those are;
    `marks`: characters, their bounds, for each character where it stands and the bounds of that, and masks of classes;
    `weighs`: what each mark weighs; `of_signs`: how telling each character is. Marks outside the classes `wanted` must
    reach `far`. `sums` is room for a number for each mark, all 0 before and after.
    """
    signs, bounds, standing, starts, masks = marks
    total, best = _reach(alike, weights, of_signs)
    table = np.zeros((LONGEST + 1, LONGEST + 1), np.float32)
    touched, found = 0, 0
    for sign in range(len(best)):
        if best[sign] > 0:
            for at in range(starts[sign], starts[sign + 1]):
                mark = standing[at]
                if sums[mark] == 0:
                    places[touched] = mark
                    touched += 1
                sums[mark] += best[sign]
    for at in range(touched):
        mark = places[at]
        own, bound, is_near = weighs[mark], sums[mark], masks[mark] & wanted
        sums[mark] = 0
        floor = least if is_near else far
        if 2 * bound < floor * (total + own) and (not is_near or bound < CONTAINED * min(total, own)):
            continue
        mine = signs[bounds[mark] : min(bounds[mark + 1], bounds[mark] + LONGEST)]
        score = _score(alike, weights, mine, of_signs, total, own, table)
        if score >= floor:
            places[found], scores[found] = mark, score
            found += 1
    return found


@njit(cache=True, nogil=True)
def _reach(alike, weights, of_signs):
    """Return what the query weighs, and the most that each character can add to a match."""
    total, heaviest = np.float32(0), np.float32(0)
    for at in range(len(weights)):
        total += weights[at]
        heaviest = max(heaviest, weights[at])
    best = np.zeros(alike.shape[1], np.float32)
    for sign in range(alike.shape[1]):
        for at in range(len(weights)):
            best[sign] = max(best[sign], alike[at, sign])
        best[sign] *= 0.5 * (of_signs[sign] + max(heaviest, of_signs[sign]))
    return total, best


@njit(cache=True, nogil=True)
def _score(alike, weights, mine, of_signs, total, own, table):
    asked, size = min(len(weights), LONGEST), len(mine)
    for row in range(1, asked + 1):
        for column in range(1, size + 1):
            sign = mine[column - 1]
            step = alike[row - 1, sign] * 0.5 * (weights[row - 1] + of_signs[sign])
            value = max(table[row - 1, column - 1] + step, table[row - 1, column])
            table[row, column] = max(value, table[row, column - 1])
    matched = table[asked, size]
    score = 2 * matched / (total + own)
    if asked == size and size > 1:
        return max(score, 0.9 * _unordered(alike, weights, mine, total))
    short = min(total, own)
    if asked != size and matched / short > CONTAINED:
        telling = 0.8 * min(1.0, short / 2.2) if min(asked, size) > 1 else 0.45
        score = max(score, telling * matched / short)
    return score


@njit(cache=True, nogil=True)
def _unordered(alike, weights, mine, total):
    """Return the score of the same characters in another order; each is used once."""
    used, taken = np.float32(0), np.zeros(LONGEST, np.uint8)
    for row in range(len(weights)):
        best, place = np.float32(0), -1
        for column in range(len(mine)):
            if not taken[column] and alike[row, mine[column]] > best:
                best, place = alike[row, mine[column]], column
        if place >= 0:
            taken[place] = 1
            used += weights[row] * best
    return used / total


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
