"""Which way the strokes of pictures run: the loop behind glyphs and logos."""

import numpy as np

from minzhi.engines.similarity.kernels import njit


@njit(cache=True, nogil=True)
def gradients(pictures, cell, bins):
    """Return histograms of oriented gradients of square pictures (n, side, side) over cells: (n, cells, cells, bins).

    Central differences, one-sided at the edges; a gradient between two directions counts for both by nearness.
    """
    count, side = pictures.shape[0], pictures.shape[1]
    cells = side // cell
    found = np.zeros((count, cells, cells, bins), np.float32)
    for number in range(count):
        picture = pictures[number]
        for row in range(cells * cell):
            above, below = max(row - 1, 0), min(row + 1, side - 1)
            for column in range(cells * cell):
                left, right = max(column - 1, 0), min(column + 1, side - 1)
                down = (picture[below, column] - picture[above, column]) / (below - above)
                across = (picture[row, right] - picture[row, left]) / (right - left)
                if down == 0 and across == 0:
                    continue
                angle = (np.arctan2(down, across) % np.pi) / np.pi * bins
                low = int(angle)
                rest, strength = angle - low, np.hypot(across, down)
                found[number, row // cell, column // cell, low % bins] += strength * (1 - rest)
                found[number, row // cell, column // cell, (low + 1) % bins] += strength * rest
    return found
