"""Data: points [N, 1, 1, 2] on spirals, float32, drawn from the page's random numbers."""

import math

import numpy as np

from ..stream import Stream


def load(folder, train, data):
    options = data["options"]
    arms, spread, turn = options["arms"], options["spread"], options["turn"]
    count = options["points"] if train else data["test_points"]
    stream = Stream(1, "data", 0 if train else 1)
    points, labels = [], np.arange(count) % arms
    for arm in labels:
        along = stream.bits() / 2**32
        radius = 0.2 + (1 - 0.2) * along
        angle = turn * along + (2 * math.pi * int(arm)) / arms
        points.append(radius * math.cos(angle) + spread * stream.normal())
        points.append(radius * math.sin(angle) + spread * stream.normal())
    return np.array(points, dtype="<f4").reshape(-1, 1, 1, 2), labels.astype(np.uint8)
