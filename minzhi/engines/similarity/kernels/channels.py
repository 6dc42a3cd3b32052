"""In which ways two marks are alike, character by character: the loops behind the channels."""

import numpy as np

from minzhi.engines.similarity.kernels import njit

ALIKE, WHOLE = 0.45, 0.93
"""Characters less alike than this are different; so much of the shorter mark stands in the longer one."""
SHAPE, SOUND, SHARED, STRONG, CONTAINED, CHANNELS = 0, 1, 2, 3, 4, 5


@njit(cache=True, nogil=True)
def both(look, sound):
    """Return how alike characters are to eye and ear together; either is enough, both support each other."""
    found = max(look, 0.92 * sound, min(1.0, 0.62 * look + 0.5 * sound))
    return np.float32(0.0 if found < ALIKE else found)


@njit(cache=True, nogil=True)
def compared(looks, sounds, mine, its, own, theirs):
    """Return shape, sound, shared, strong and contained: the best matches in order, as shares of what both weigh.

    `looks`, `sounds` (n, alphabet): the rows of the characters of the one; `mine`, `its`: places of the characters,
    beyond the alphabet only like themselves; `own`, `theirs`: how telling they are.
    """
    steps = np.zeros((4, len(mine), len(its)), np.float64)
    known = looks.shape[1]
    for row in range(len(mine)):
        for column in range(len(its)):
            weight = 0.5 * (own[row] + theirs[column])
            if mine[row] == its[column]:
                steps[:, row, column] = weight
            elif mine[row] < known and its[column] < known:
                look, sound = looks[row, its[column]], sounds[row, its[column]]
                steps[SHAPE, row, column] = weight * (0.0 if look < ALIKE else look)
                steps[SOUND, row, column] = weight * sound
                steps[STRONG, row, column] = weight * both(look, sound)
    found, total, its_total = np.zeros(CHANNELS, np.float64), own.sum(), theirs.sum()
    for channel in range(4):
        found[channel] = 2 * _matched(steps[channel]) / max(total + its_total, 1e-9)
    if len(mine) != len(its):
        short = min(total, its_total)
        part = found[STRONG] * (total + its_total) / 2 / max(short, 1e-9)
        telling = min(1.0, short / 1.9) if min(len(mine), len(its)) > 1 else 0.5
        found[CONTAINED] = min(1.0, part) * telling if part > WHOLE else 0.0
    return found


@njit(cache=True, nogil=True)
def _matched(steps):
    """Return the heaviest match in order."""
    table = np.zeros((steps.shape[0] + 1, steps.shape[1] + 1), np.float64)
    for row in range(1, table.shape[0]):
        for column in range(1, table.shape[1]):
            value = max(table[row - 1, column], table[row, column - 1])
            table[row, column] = max(value, table[row - 1, column - 1] + steps[row - 1, column - 1])
    return table[-1, -1]
