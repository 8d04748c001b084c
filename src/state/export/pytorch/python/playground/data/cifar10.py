"""Data: uint8 images [N, H, W, C] in the order of the original files of CIFAR-10."""

import io
import pickle
import tarfile
from pathlib import Path

import numpy as np

from .files import fetched, missing


def find_batch(folder, name):
    base = Path(folder)
    for place in (base, base / "cifar-10-batches-py", base / "cifar-10-batches-bin"):
        for path in (place / name, place / (name + ".bin")):
            if path.is_file():
                return path
    return None


def read_batch(path):
    if path.suffix == ".bin":
        rows = np.frombuffer(path.read_bytes(), dtype=np.uint8).reshape(-1, 3073)
        images, labels = rows[:, 1:], rows[:, 0]
    else:
        with open(path, "rb") as file:
            batch = pickle.load(file, encoding="bytes")
        images, labels = batch[b"data"], np.array(batch[b"labels"], dtype=np.uint8)
    return images.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), labels


def fetch_cifar10(folder):
    try:
        import torchvision
    except ImportError:
        archive = fetched("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")
        place = Path(folder) / "cifar-10-batches-bin"
        place.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            for file in files:
                if file.isfile() and file.name.endswith(".bin"):
                    (place / Path(file.name).name).write_bytes(files.extractfile(file).read())
    else:
        torchvision.datasets.CIFAR10(folder, download=True)


def load(folder, train, data):
    names = [f"data_batch_{i}" for i in range(1, 6)] if train else ["test_batch"]
    if any(find_batch(folder, name) is None for name in names):
        try:
            fetch_cifar10(folder)
        except Exception as error:
            missing("CIFAR-10", folder, error)
    batches = [read_batch(find_batch(folder, name)) for name in names]
    images, labels = (np.concatenate(parts) for parts in zip(*batches))
    return np.ascontiguousarray(images), labels
