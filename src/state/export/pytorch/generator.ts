/**
 * The page's random numbers in Python, the same bits: `src/random/stream.ts`, initial weights,
 * label noise and batch order; and `src/data/augment.ts`.
 */
export const GENERATOR = `
# --- The page's random numbers: xoshiro128** with splitmix32, keyed by (seed, purpose, index). ---

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
        return np.array(order, dtype="<i4")


def initial_weights():
    """Float32 [P]: normal with variance 2 / fan-in, each tensor from its own stream, or zeros."""
    parts = []
    for index, (_, shape, fan_in, gain) in enumerate(TENSORS):
        size = math.prod(shape)
        if fan_in is None:
            parts.append(np.zeros(size, dtype="<f4"))
            continue
        stream = Stream(SEED, "weights", index)
        deviation = math.sqrt(2 / fan_in) * gain
        parts.append(np.array([stream.normal() * deviation for _ in range(size)], dtype="<f4"))
    return np.concatenate(parts)


def noisy_labels(labels):
    """Exactly round(n NOISE) labels are replaced by one of the other classes."""
    noisy = labels.copy()
    wrong = math.floor(len(labels) * NOISE + 0.5)
    if wrong == 0:
        return noisy
    stream = Stream(SEED, "noise")
    for index in stream.permutation(len(labels))[:wrong]:
        shift = 1 + stream.below(CLASSES - 1)
        noisy[index] = (int(labels[index]) + shift) % CLASSES
    return noisy


def epoch_order(n, epoch):
    if not SHUFFLE:
        return np.arange(n, dtype="<i4")
    return Stream(SEED, "order", epoch).permutation(n)
`

/** Crops and flips, where an experiment asks for them. */
export const AUGMENTATION = `
def epoch_augmentations(n, epoch):
    """How each position of an epoch is shifted (down, right) and mirrored."""
    stream = Stream(SEED, "augment", epoch)
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
`
