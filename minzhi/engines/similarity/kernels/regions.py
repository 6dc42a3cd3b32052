"""Connected regions of a picture."""

import numpy as np

from minzhi.engines.similarity.kernels import njit


@njit(cache=True, nogil=True)
def regions(mask, diagonal):
    """Return for each place of a mask the number of its connected region, 0 outside, and how many regions there are."""
    height, width = mask.shape
    numbers, count = np.zeros(mask.shape, np.int32), 0
    stack = np.empty(height * width, np.int64)
    for start in range(height * width):
        if not mask[start // width, start % width] or numbers[start // width, start % width]:
            continue
        count += 1
        numbers[start // width, start % width] = count
        stack[0], size = start, 1
        while size:
            size -= 1
            row, column = stack[size] // width, stack[size] % width
            for down in range(-1, 2):
                for right in range(-1, 2):
                    if down and right and not diagonal:
                        continue
                    below, beside = row + down, column + right
                    if (
                        0 <= below < height
                        and 0 <= beside < width
                        and mask[below, beside]
                        and not numbers[below, beside]
                    ):
                        numbers[below, beside] = count
                        stack[size] = below * width + beside
                        size += 1
    return numbers, count
