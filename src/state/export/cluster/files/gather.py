"""Gathers the rows of all trials into results.csv, and says which are missing.

    python3 gather.py

Needs Python alone. Ends with 1 where trials are missing.
"""

import argparse
import csv
import os
import sys
from pathlib import Path


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def row_of(folder, trial):
    """What the trial came to; None where it has not been trained with these values."""
    path = folder / f"trial-{int(trial['trial']):04d}.csv"
    rows = read_rows(path) if path.is_file() else []
    is_this = len(rows) == 1 and all(rows[0].get(name) == trial[name] for name in trial)
    return rows[0] if is_this else None


def main():
    here = Path(__file__).resolve().parent
    argparse.ArgumentParser(description="Gathers the rows of all trials.").parse_args()
    folder = here / "results"
    trials = read_rows(here / "trials.csv")
    found = [(trial["trial"], row_of(folder, trial)) for trial in trials]
    rows = [row for _, row in found if row is not None]
    missing = [number for number, row in found if row is None]
    if rows:
        temporary = here / f".results.csv.{os.getpid()}"
        with open(temporary, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        os.replace(temporary, here / "results.csv")
    diverged = sum(row["status"] != "ok" for row in rows)
    print(f"{len(trials)} trials: {len(rows)} done, {diverged} of them diverged.")
    if missing:
        print(f"Missing: {','.join(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
