"""Prints what the modules draw for what is asked on stdin, to be held beside the page's own."""

import json
import sys

import numpy as np

from playground.augmentation import augmented, epoch_augmentations
from playground.data.spirals import load
from playground.drawn import epoch_order, initial_weights, noisy_labels
from playground.stream import Stream

asked = json.load(sys.stdin)
seed, epoch = asked["seed"], asked["epoch"]
images = np.arange(asked["images"] * 60, dtype=np.uint16).astype(np.uint8).reshape(-1, 4, 5, 3)
changes = epoch_augmentations(len(images), seed, epoch)
points, arms = load(None, False, asked["spirals"])
labels = np.array(asked["labels"], dtype=np.uint8)
stream = Stream(seed, "noise", epoch)
answer = {
    "bits": [stream.bits() for _ in range(20)],
    "below": [stream.below(n) for n in (1, 2, 9, 60_000, 2**21)],
    "normal": [stream.normal() for _ in range(20)],
    "order": epoch_order(50, True, seed, epoch).tolist(),
    "labels": noisy_labels(labels, asked["noise"], asked["classes"], seed).tolist(),
    "weights": initial_weights(asked["tensors"], seed).tolist(),
    "augmentations": [[down, right, bool(mirrored)] for down, right, mirrored in changes],
    "augmented": augmented(images, changes).ravel().tolist(),
    "points": points.ravel().tolist(),
    "arms": arms.tolist(),
}
json.dump(answer, sys.stdout)
