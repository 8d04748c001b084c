"""What a seed decides: initial weights, wrong labels and the order of each epoch."""

import math

import numpy as np

from .stream import Stream


def initial_weights(tensors, seed):
    """Float32 [P]: normal with variance 2 / fan-in, each tensor from its own stream, or zeros."""
    parts = []
    for index, tensor in enumerate(tensors):
        size = math.prod(tensor["shape"])
        if tensor["init"] == "zeros":
            parts.append(np.zeros(size, dtype="<f4"))
            continue
        stream = Stream(seed, "weights", index)
        deviation = math.sqrt(2 / tensor["fan_in"]) * tensor["gain"]
        parts.append(np.array([stream.normal() * deviation for _ in range(size)], dtype="<f4"))
    return np.concatenate(parts)


def noisy_labels(labels, share, classes, seed):
    """Exactly round(n share) labels are replaced by one of the other classes."""
    noisy = labels.copy()
    wrong = math.floor(len(labels) * share + 0.5)
    if wrong == 0:
        return noisy
    stream = Stream(seed, "noise")
    for index in stream.permutation(len(labels))[:wrong]:
        shift = 1 + stream.below(classes - 1)
        noisy[index] = (int(labels[index]) + shift) % classes
    return noisy


def epoch_order(n, shuffle, seed, epoch):
    """Int32 [n]: which example stands at each place of an epoch."""
    order = Stream(seed, "order", epoch).permutation(n) if shuffle else range(n)
    return np.array(order, dtype="<i4")
