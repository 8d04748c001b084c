"""Data: uint8 images [N, H, W, C] in the order of the original files of MNIST."""

import gzip
from pathlib import Path

import numpy as np

from .files import fetched, missing


def find_idx(folder, name):
    base = Path(folder)
    for place in (base, base / "MNIST" / "raw", base / "raw"):
        for path in (place / name, place / (name + ".gz")):
            if path.is_file():
                content = path.read_bytes()
                return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    return None


def fetch_mnist(folder, names):
    try:
        import torchvision
    except ImportError:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in names:
            content = fetched("https://ossci-datasets.s3.amazonaws.com/mnist/" + name + ".gz")
            (Path(folder) / (name + ".gz")).write_bytes(content)
    else:
        torchvision.datasets.MNIST(folder, download=True)


def load(folder, train, data):
    prefix = "train" if train else "t10k"
    names = [prefix + "-images-idx3-ubyte", prefix + "-labels-idx1-ubyte"]
    if any(find_idx(folder, name) is None for name in names):
        try:
            fetch_mnist(folder, names)
        except Exception as error:
            missing("MNIST", folder, error)
    images, labels = (np.frombuffer(find_idx(folder, name), dtype=np.uint8) for name in names)
    return images[16:].reshape(-1, 28, 28, 1), labels[8:]
