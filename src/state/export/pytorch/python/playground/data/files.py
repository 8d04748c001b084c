"""What is missing in the folder of a data set is fetched into it."""

import sys
import urllib.request


def fetched(url):
    print(f"Fetching {url}", file=sys.stderr)
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def missing(what, folder, error):
    sys.exit(
        f"{what} was not found in the folder {folder} and could not be fetched ({error}). "
        "Put its original files into a folder and give that with --data DIR."
    )
