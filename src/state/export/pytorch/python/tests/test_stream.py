import struct
import unittest

from playground.stream import Stream


def drawn(count, draw):
    return [draw() for _ in range(count)]


class TestStream(unittest.TestCase):
    """The numbers are those that the page's tests know: links count on them."""

    def test_bits(self):
        self.assertEqual(
            drawn(4, Stream(1, "weights").bits), [4175341883, 3444984506, 2915960227, 1696084619]
        )
        self.assertEqual(
            drawn(4, Stream(1, "order", 7).bits), [2458858522, 109713134, 3524346041, 2784412657]
        )

    def test_normal(self):
        self.assertEqual(
            drawn(4, Stream(1, "weights").normal),
            [0.8604464530944824, -1.1904770135879517, 0.6626508235931396, 0.15748323500156403],
        )

    def test_normal_is_float32(self):
        for value in drawn(100, Stream(5, "weights").normal):
            self.assertEqual(struct.unpack("f", struct.pack("f", value))[0], value)

    def test_largest_keys(self):
        bits = drawn(1000, Stream(2**32 - 1, "augment", 2**32 - 1).bits)
        self.assertTrue(all(0 <= word < 2**32 for word in bits))
        self.assertEqual(len(set(bits)), 1000)

    def test_below(self):
        stream = Stream(3, "noise")
        found = set(drawn(1000, lambda: stream.below(9)))
        self.assertEqual(found, set(range(9)))

    def test_permutation(self):
        order = Stream(1, "order").permutation(10)
        self.assertEqual(order, [9, 6, 2, 7, 4, 1, 3, 8, 0, 5])
        self.assertEqual(Stream(1, "order").permutation(0), [])


if __name__ == "__main__":
    unittest.main()
