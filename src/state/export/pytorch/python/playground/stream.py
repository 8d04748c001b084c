"""The page's random numbers: xoshiro128** with splitmix32, keyed by (seed, purpose, index)."""

import math
import struct

MASK = 0xFFFFFFFF


def mix(word):
    word &= MASK
    word = ((word ^ (word >> 16)) * 0x21F0AAAD) & MASK
    word = ((word ^ (word >> 15)) * 0x735A2D97) & MASK
    return word ^ (word >> 15)


def rotate_left(word, by):
    return ((word << by) | (word >> (32 - by))) & MASK


class Stream:
    def __init__(self, seed, purpose, index=0):
        hashed = 0x811C9DC5  # FNV-1a
        for character in purpose:
            hashed = ((hashed ^ ord(character)) * 0x01000193) & MASK
        key = mix(mix(seed) ^ hashed)
        key = mix(key ^ mix(index + 0x9E3779B9))
        self.words = [mix(key + i * 0x9E3779B9) for i in (1, 2, 3, 4)]

    def bits(self):
        a, b, c, d = self.words
        result = (rotate_left((b * 5) & MASK, 7) * 9) & MASK
        c ^= a
        d ^= b
        self.words = [a ^ d, b ^ c, c ^ ((b << 9) & MASK), rotate_left(d, 11)]
        return result

    def below(self, n):
        return (self.bits() * n) >> 32

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.bits() / 2**32))
        value = radius * math.cos(2 * math.pi * (self.bits() / 2**32))
        return struct.unpack("f", struct.pack("f", value))[0]  # rounded to float32

    def permutation(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order
