"""Random crops and flips, drawn for each epoch."""

import numpy as np

from .stream import Stream


def epoch_augmentations(n, seed, epoch):
    """How each position of an epoch is shifted (down, right) and mirrored."""
    stream = Stream(seed, "augment", epoch)
    return [(stream.below(9) - 4, stream.below(9) - 4, stream.below(2)) for _ in range(n)]


def augmented(images, changes):
    """Shifted by up to 4 pixels, black coming in, then mirrored."""
    result = np.zeros_like(images)
    height, width = images.shape[1:3]
    for image, out, (down, right, mirrored) in zip(images, result, changes):
        padded = np.pad(image, ((4, 4), (4, 4), (0, 0)))
        moved = padded[4 - down : 4 - down + height, 4 - right : 4 - right + width]
        out[:] = moved[:, ::-1] if mirrored else moved
    return result


def augmentation(n, seed, epoch):
    """A function of the images at some positions of an epoch: those images, augmented."""
    changes = epoch_augmentations(n, seed, epoch)
    return lambda images, start: augmented(images, changes[start : start + len(images)])
