import math
import unittest

import numpy as np

from playground.drawn import epoch_order, initial_weights, noisy_labels


class TestInitialWeights(unittest.TestCase):
    def test_tensors_follow_each_other_and_have_streams_of_their_own(self):
        kernel = {"name": "k", "shape": [3, 2], "init": "he", "fan_in": 3, "gain": 1}
        bias = {"name": "b", "shape": [2], "init": "zeros"}
        weights = initial_weights([kernel, bias, kernel], 1)
        self.assertEqual(weights.dtype, np.dtype("<f4"))
        self.assertEqual(weights[0], np.float32(0.8604464530944824 * math.sqrt(2 / 3)))
        self.assertEqual(list(weights[6:8]), [0, 0])
        self.assertFalse(np.isin(weights[8:], weights[:6]).any())

    def test_gain(self):
        one, half = (
            initial_weights([{"shape": [9], "init": "he", "fan_in": 4, "gain": gain}], 1)
            for gain in (1, 0.5)
        )
        self.assertTrue(np.array_equal(one / 2, half))


class TestNoisyLabels(unittest.TestCase):
    def test_known_labels(self):
        clean = np.zeros(12, dtype=np.uint8)
        noisy = noisy_labels(clean, 0.5, 10, 1)
        self.assertEqual(noisy.tolist(), [9, 0, 3, 0, 0, 0, 5, 0, 3, 0, 7, 8])
        self.assertEqual(noisy.dtype, np.uint8)
        self.assertFalse(clean.any())

    def test_share(self):
        clean = np.arange(5, dtype=np.uint8)
        for share, wrong in ((0, 0), (0.09, 0), (0.1, 1), (0.5, 3), (1, 5)):
            noisy = noisy_labels(clean, share, 5, 7)
            self.assertEqual(np.count_nonzero(noisy != clean), wrong)
            self.assertLess(noisy.max(), 5)


class TestEpochOrder(unittest.TestCase):
    def test_known_orders(self):
        self.assertEqual(epoch_order(10, True, 1, 0).tolist(), [9, 6, 2, 7, 4, 1, 3, 8, 0, 5])
        self.assertEqual(epoch_order(10, True, 1, 3).tolist(), [1, 9, 8, 7, 2, 6, 5, 4, 3, 0])

    def test_without_shuffling_it_is_the_order_of_the_file(self):
        self.assertEqual(epoch_order(4, False, 9, 5).tolist(), [0, 1, 2, 3])

    def test_it_is_hashed_as_int32(self):
        self.assertEqual(epoch_order(3, False, 1, 0).tobytes().hex(), "000000000100000002000000")


if __name__ == "__main__":
    unittest.main()
