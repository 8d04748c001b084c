"""IDX files: images, then labels."""

import struct

import numpy as np

from .own_files import read_checked


def idx_array(content):
    sizes = struct.unpack(f">{content[3]}I", content[4 : 4 + 4 * content[3]])
    dtype = {8: "u1", 9: "i1", 11: ">i2", 12: ">i4"}[content[2]]
    return np.frombuffer(content, dtype=dtype, offset=4 + 4 * len(sizes)).reshape(sizes)


def read_idx(contents, first_label):
    """IDX: images [N, H, W], or in colour with channels last or first; labels [N], or [N, K] with
    the label first.

    first_label is the label in the files that is class 0.
    """
    images, labels = (idx_array(content) for content in contents)
    labels = labels.reshape(len(labels), -1)[:, 0]
    labels = (labels - first_label).astype(np.uint8)
    if images.ndim == 3:
        images = images[..., None]
    elif images.shape[3] > 4 and images.shape[1] <= 4:
        images = images.transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), labels


def load(folder, train, data):
    first_label = data.get("first_label", 0)
    return read_checked(folder, train, data, lambda contents: read_idx(contents, first_label))
