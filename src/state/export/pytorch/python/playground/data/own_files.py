"""Data: uint8 images [N, H, W, C] out of your files, in the page's order."""

import gzip
import hashlib
import struct
import sys
from pathlib import Path


def content_of(folder, name):
    """Bytes of one of the files, unpacked; dropped folders may be there or not."""
    parts = [part for part in name.split("/") if part]
    for i in range(len(parts)):
        path = Path(folder).joinpath(*parts[i:])
        for ending in ("", ".gz", ".GZ"):
            candidate = path.with_name(path.name + ending)
            if candidate.is_file():
                content = candidate.read_bytes()
                return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    sys.exit(
        f"The file {name} was not found in the folder {folder}. Give the folder of the "
        "files that you dropped on the page with --data DIR."
    )


def read_checked(folder, train, data, read):
    """Training or test images, if all together are those of the page.

    read(contents) gives images and labels of some files.
    """
    sets = [data["train_files"], data["test_files"]]
    counts = [data["options"]["train"], data["options"]["test"]]
    try:
        (images, labels), *test = [
            read([content_of(folder, name) for name in names]) for names in sets if names
        ]
    except (ValueError, IndexError, KeyError, struct.error) as error:
        sys.exit(f"The files in {folder} are not those of the page: {error}.")
    if not test:  # The end of the training images is held out.
        test = [(images[counts[0] :], labels[counts[0] :])]
        images, labels = images[: counts[0]], labels[: counts[0]]
    hashed = hashlib.sha256()
    for part in (images, labels, *test[0]):
        hashed.update(part.tobytes())
    known = data["options"]["sha256"]
    if hashed.hexdigest() != known or len(labels) != counts[0]:
        sys.exit(
            f"The files in {folder} are other data than the page's: {len(labels)} training "
            f"and {len(test[0][1])} test images, SHA-256 {hashed.hexdigest()}. The page had "
            f"{counts[0]} and {counts[1]}, SHA-256 {known}."
        )
    return (images, labels) if train else test[0]
