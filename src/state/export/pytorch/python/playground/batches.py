"""Images and labels as the models and losses want them."""

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


class Batches:
    """Shaped like a DataLoader: every pass is the next epoch, in the page's order.

    convert(images, labels) gives inputs and targets; alter(n, seed, epoch), where there is one,
    a function that changes the images at some places of an epoch.
    """

    def __init__(self, images, labels, batch_size, seed, shuffle, convert, alter=None):
        self.images, self.labels, self.batch_size = images, labels, batch_size
        self.seed, self.shuffle, self.convert, self.alter = seed, shuffle, convert, alter
        self.epoch = 0

    def __len__(self):
        """Batches of an epoch; examples that do not fill one are left out."""
        return len(self.images) // self.batch_size

    def __iter__(self):
        n, epoch = len(self.images), self.epoch
        self.epoch += 1
        order = epoch_order(n, self.shuffle, self.seed, epoch)
        altered = self.alter(n, self.seed, epoch) if self.alter else lambda shown, start: shown
        for batch in range(len(self)):
            start = batch * self.batch_size
            chosen = order[start : start + self.batch_size]
            yield self.convert(altered(self.images[chosen], start), self.labels[chosen])
