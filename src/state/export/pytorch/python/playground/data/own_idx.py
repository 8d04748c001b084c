"""IDX files: images, then labels."""

import struct

import numpy as np

from .own_files import read_checked


def idx_array(content):
    sizes = struct.unpack(f">{content[3]}I", content[4 : 4 + 4 * content[3]])
    return np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes)


def read_idx(contents):
    """IDX: images [N, H, W], or in colour with channels last or first, and labels [N]."""
    images, labels = (idx_array(content) for content in contents)
    if images.ndim == 3:
        images = images[..., None]
    elif images.shape[3] > 4 and images.shape[1] <= 4:
        images = images.transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), labels


def load(folder, train, data):
    return read_checked(folder, train, data, read_idx)
