"""Trains all trials on Dask: on this machine, or where a scheduler is.

    python3 dask_sweep.py [--workers N] [--device cuda] ...
    python3 dask_sweep.py --scheduler tcp://host:8786 [--device cuda] ...

Needs dask.distributed beside torch and numpy. Workers elsewhere must see this folder at the same
place. Other options are those of worker.py. What is done is skipped.
"""

import argparse
import csv
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from dask.distributed import Client, LocalCluster, as_completed

HERE = Path(__file__).resolve().parent


def train(folder, arguments):
    """One trial, within the process of a Dask worker: they end together."""
    # Read each time: a worker that stays may have had that of another folder.
    spec = importlib.util.spec_from_file_location("trial_worker", Path(folder) / "worker.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        module.main(arguments)
    except SystemExit as error:
        # This would end the worker.
        raise RuntimeError(str(error)) from error


def main():
    parser = argparse.ArgumentParser(description="All trials, on Dask.")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of Dask; by default one is started")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="started here")
    asked, options = parser.parse_known_args()
    # Once, before many processes would fetch the same files.
    subprocess.run([sys.executable, HERE / "worker.py", "--fetch", *options], check=True)
    with open(HERE / "trials.csv", newline="", encoding="utf-8") as file:
        trials = [row["trial"] for row in csv.DictReader(file)]
    cluster = asked.scheduler or LocalCluster(n_workers=asked.workers, threads_per_worker=1)
    failed = 0
    with Client(cluster) as client:
        futures = {
            client.submit(
                train, str(HERE), ["--trial", trial, *options], retries=1, pure=False
            ): trial
            for trial in trials
        }
        for future in as_completed(futures):
            error = future.exception()
            failed += error is not None
            print(f"Trial {futures[future]}: {error or 'done'}", flush=True)
    gathered = subprocess.run([sys.executable, HERE / "gather.py"], check=False)
    return 1 if failed else gathered.returncode


if __name__ == "__main__":
    sys.exit(main())
