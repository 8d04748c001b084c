"""Mini-batches, as the models and losses want them."""

from itertools import count

import numpy as np
import torch

from .drawn import epoch_order


def standardiser(means, deviations):
    """Bytes to (pixel / 255 - mean) / std in float32, by a table per channel; floats directly."""
    pairs = list(zip(means, deviations))
    table = np.stack([((np.arange(256) / 255 - m) / d).astype(np.float32) for m, d in pairs])
    channels = np.arange(len(pairs))

    def standardise(images):
        if images.dtype == np.uint8:
            return torch.from_numpy(table[channels, images])
        scaled = (images - np.array(means)) / np.array(deviations)
        return torch.from_numpy(scaled.astype(np.float32))

    return standardise


def as_targets(labels):
    return torch.from_numpy(labels.astype(np.int64))


def batches(experiment, seed, images, labels, standardise, alter=None):
    """Inputs and targets of step 0, 1, 2, ... without end.

    alter(n, seed, epoch) gives a function that changes the images at some places of an epoch.
    """
    n, size = len(images), experiment["batch"]
    for epoch in count():
        order = epoch_order(n, experiment["shuffle"], seed, epoch)
        altered = alter(n, seed, epoch) if alter else lambda shown, start: shown
        for start in range(0, n - size + 1, size):
            chosen = order[start : start + size]
            yield standardise(altered(images[chosen], start)), as_targets(labels[chosen])
