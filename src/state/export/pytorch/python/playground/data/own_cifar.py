"""Binary batches as those of CIFAR."""

import numpy as np

from .own_files import read_checked


def read_batches(contents, header):
    """Binary batches: the label (in CIFAR-100 behind a coarse one), then planes of colours."""
    rows = [np.frombuffer(content, dtype=np.uint8) for content in contents]
    rows = np.concatenate([row.reshape(-1, header + 3072) for row in rows])
    images = rows[:, header:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), rows[:, header - 1].copy()


def load(folder, train, data):
    header = 2 if data["classes"] == 100 else 1
    return read_checked(folder, train, data, lambda contents: read_batches(contents, header))
