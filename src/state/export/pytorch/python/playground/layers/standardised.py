"""Weight standardisation: filters with a mean of 0 and a fixed size."""

import math


def standardised(kernel, gain):
    """kernel [height, width, in, out]; each filter gets a squared norm of 2, times the gain's."""
    centred = kernel - kernel.mean((0, 1, 2), keepdim=True)
    size = (centred.square().sum((0, 1, 2), keepdim=True) + 1e-8).sqrt()
    return centred * (math.sqrt(2) * gain / size)
