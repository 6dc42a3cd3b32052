"""One mark against all marks, exactly: a bound that costs a few sums, then an alignment of what is left."""

import numpy as np
from numba import njit

LONGEST = 15
CONTAINED = 0.93


@njit(cache=True, nogil=True)
def scan(alike, weights, signs, bounds, of_signs, masks, wanted, least, places, scores):
    """Write the marks whose score reaches `least`, with their scores; returns how many.

    `alike` (n, alphabet): how alike each character is to the n of the query; `weights`: how telling those are;
    `of_signs`: how telling each character of the alphabet is; `masks & wanted` chooses the marks.
    """
    asked, found, total, heaviest = len(weights), 0, 0.0, 0.0
    for at in range(asked):
        total += weights[at]
        heaviest = max(heaviest, weights[at])
    best = np.zeros(alike.shape[1], np.float32)
    for sign in range(alike.shape[1]):
        for at in range(asked):
            best[sign] = max(best[sign], alike[at, sign])
        best[sign] *= 0.5 * (of_signs[sign] + max(heaviest, of_signs[sign]))
    table = np.zeros((LONGEST + 1, LONGEST + 1), np.float32)
    for mark in range(len(bounds) - 1):
        begin, size = bounds[mark], bounds[mark + 1] - bounds[mark]
        if size == 0 or not masks[mark] & wanted:
            continue
        own, bound = 0.0, 0.0
        for at in range(begin, begin + size):
            own += of_signs[signs[at]]
            bound += best[signs[at]]
        if 2 * bound / (total + own) < least and bound / min(total, own) < CONTAINED:
            continue
        score = _score(alike, weights, signs[begin : begin + min(size, LONGEST)], of_signs, total, own, table)
        if score >= least and found < len(places):
            places[found], scores[found] = mark, score
            found += 1
    return found


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
def distances(asked, letters, bounds, sets, own_set, masks, wanted, most, places, costs):
    """Write the spellings within an edit distance of `most` (insert, leave out, change, turn round); returns how many.

    `sets` are the letters of each spelling as bits: so many letters of one that the other lacks cost as many edits.
    """
    found, size = 0, len(asked)
    rows = np.zeros((3, 64), np.int64)
    for mark in range(len(bounds) - 1):
        length = bounds[mark + 1] - bounds[mark]
        if length == 0 or length > 60 or abs(length - size) > most or not masks[mark] & wanted:
            continue
        if _bits(sets[mark] & ~own_set) > most or _bits(own_set & ~sets[mark]) > most:
            continue
        cost = _edits(asked, letters[bounds[mark] : bounds[mark + 1]], rows)
        if cost <= most and found < len(places):
            places[found], costs[found] = mark, cost
            found += 1
    return found


@njit(cache=True, nogil=True)
def _bits(word):
    count = 0
    while word:
        word &= word - np.uint64(1)
        count += 1
    return count


@njit(cache=True, nogil=True)
def _edits(one, other, rows):
    for column in range(len(other) + 1):
        rows[0, column] = column
    for row in range(1, len(one) + 1):
        now, before, earlier = row % 3, (row - 1) % 3, (row - 2) % 3
        rows[now, 0] = row
        for column in range(1, len(other) + 1):
            same = one[row - 1] == other[column - 1]
            value = min(rows[before, column] + 1, rows[now, column - 1] + 1)
            value = min(value, rows[before, column - 1] + (0 if same else 1))
            if row > 1 and column > 1 and one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]:
                value = min(value, rows[earlier, column - 2] + 1)
            rows[now, column] = value
    return rows[len(one) % 3, len(other)]
