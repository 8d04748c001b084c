import unittest

import numpy as np

from playground.augmentation import augmentation, augmented, epoch_augmentations

IMAGE = np.arange(1, 13, dtype=np.uint8).reshape(1, 4, 3, 1)


class TestAugmentation(unittest.TestCase):
    def test_nothing_changes_an_image_that_is_neither_shifted_nor_mirrored(self):
        self.assertTrue(np.array_equal(augmented(IMAGE, [(0, 0, 0)]), IMAGE))

    def test_shift(self):
        moved = augmented(IMAGE, [(1, -1, 0)])[0, :, :, 0]
        self.assertEqual(moved.tolist(), [[0, 0, 0], [2, 3, 0], [5, 6, 0], [8, 9, 0]])

    def test_mirror(self):
        mirrored = augmented(IMAGE, [(0, 0, 1)])[0, 0, :, 0]
        self.assertEqual(mirrored.tolist(), [3, 2, 1])

    def test_places_of_an_epoch(self):
        changes = epoch_augmentations(6, 1, 2)
        self.assertTrue(all(abs(down) <= 4 and abs(right) <= 4 for down, right, _ in changes))
        images = np.repeat(IMAGE, 2, axis=0)
        found = augmentation(6, 1, 2)(images, 4)
        self.assertTrue(np.array_equal(found, augmented(images, changes[4:])))


if __name__ == "__main__":
    unittest.main()
