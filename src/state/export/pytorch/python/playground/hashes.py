"""SHA-256 hashes of what all runs start from, beside those that the page found."""

import hashlib


def report_hashes(known, weights, order, images, labels):
    hashes = {
        "weights": hashlib.sha256(weights.tobytes()),
        "order": hashlib.sha256(order.tobytes()),
        "data": hashlib.sha256(images.tobytes() + labels.tobytes()),
    }
    for name, hashed in hashes.items():
        found = hashed.hexdigest()
        verdict = ""
        if name in known:
            verdict = " equals the page's" if known[name] == found else " DIFFERS"
        print(f"# {name} {found}{verdict}")
