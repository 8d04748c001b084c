import gzip
import hashlib
import struct
import tempfile
import unittest
from pathlib import Path

import numpy as np

from playground.data import own_cifar, own_idx


def idx(values):
    return (
        bytes([0, 0, 8, values.ndim])
        + struct.pack(f">{values.ndim}I", *values.shape)
        + bytes(values)
    )


def described(images, labels, train, classes=3, **more):
    held_out = [images[:train], labels[:train], images[train:], labels[train:]]
    return {
        "options": {
            "sha256": hashlib.sha256(b"".join(part.tobytes() for part in held_out)).hexdigest(),
            "train": train,
            "test": len(labels) - train,
        },
        "classes": classes,
        "train_files": ["dropped/images", "dropped/labels"],
        "test_files": [],
        **more,
    }


class TestOwnFiles(unittest.TestCase):
    def setUp(self):
        self.images = np.arange(60, dtype=np.uint8).reshape(5, 3, 4, 1)
        self.labels = np.array([0, 1, 2, 0, 1], dtype=np.uint8)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, images):
        (self.folder / "images.gz").write_bytes(gzip.compress(idx(images)))
        (self.folder / "labels").write_bytes(idx(self.labels))

    def refusal(self, load, data):
        with self.assertRaises(SystemExit) as refused:
            load(self.folder, True, data)
        return str(refused.exception)

    def test_the_end_is_held_out(self):
        self.write(self.images[..., 0])
        data = described(self.images, self.labels, 4)
        images, labels = own_idx.load(self.folder, True, data)
        self.assertTrue(np.array_equal(images, self.images[:4]))
        self.assertEqual(labels.tolist(), [0, 1, 2, 0])
        images, labels = own_idx.load(self.folder, False, data)
        self.assertTrue(np.array_equal(images, self.images[4:]))
        self.assertEqual(labels.tolist(), [1])

    def test_planes_of_colours_come_last(self):
        colours = np.arange(5 * 3 * 6 * 7, dtype=np.uint16).astype(np.uint8).reshape(5, 3, 6, 7)
        self.write(colours)
        data = described(colours.transpose(0, 2, 3, 1), self.labels, 4)
        images, _ = own_idx.load(self.folder, True, data)
        self.assertEqual(images.shape, (4, 6, 7, 3))
        self.assertEqual(images[1, 2, 3, 1], colours[1, 1, 2, 3])

    def test_labels_of_four_bytes_in_rows_that_start_at_one(self):
        self.write(self.images[..., 0])
        rows = np.stack([self.labels.astype(">i4") + 1, np.full(5, 77, ">i4")], axis=1)
        head = bytes([0, 0, 12, 2]) + struct.pack(">2I", *rows.shape)
        (self.folder / "labels").write_bytes(head + rows.astype(">i4").tobytes())
        data = described(self.images, self.labels, 4, first_label=1)
        _, labels = own_idx.load(self.folder, True, data)
        self.assertEqual(labels.tolist(), [0, 1, 2, 0])

    def test_other_files_are_refused_with_a_sentence(self):
        data = described(self.images, self.labels, 4)
        self.assertIn("images was not found in the folder", self.refusal(own_idx.load, data))
        self.write(self.images[..., 0] + 1)
        self.assertIn("are other data than the page's", self.refusal(own_idx.load, data))
        (self.folder / "labels").write_bytes(b"no labels")
        self.assertIn("are not those of the page", self.refusal(own_idx.load, data))

    def test_batches_of_cifar(self):
        images = np.arange(5 * 3072, dtype=np.uint16).astype(np.uint8).reshape(5, 3, 32, 32)
        for classes, header in ((10, 1), (100, 2)):
            rows = np.zeros((5, header + 3072), dtype=np.uint8)
            rows[:, header - 1], rows[:, header:] = self.labels, images.reshape(5, -1)
            (self.folder / "batch.bin").write_bytes(rows.tobytes())
            shown = np.ascontiguousarray(images.transpose(0, 2, 3, 1))
            data = described(shown, self.labels, 3, classes, train_files=["batch.bin"])
            found, labels = own_cifar.load(self.folder, False, data)
            self.assertTrue(np.array_equal(found, shown[3:]))
            self.assertEqual(labels.tolist(), [0, 1])


if __name__ == "__main__":
    unittest.main()
