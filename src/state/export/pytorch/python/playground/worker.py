"""One trial of a sweep per call: trains it once, and leaves its curve and its row in a folder."""

import argparse
import csv
import math
import os
import platform
import time
from pathlib import Path

import torch

from .run import Run
from .sets import Sets
from .training import train

# Columns of trials.csv that are no values of the trial; all others are set by their names.
FIXED = ("trial", "optimizer", "hyperparameter", "rate", "seed", "steps")
RESULTS = ("train_loss", "test_loss", "test_accuracy", "diverged_at", "status", "backend")
CURVE = ("step", "loss", "step_size")


def read_trials(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {int(trial["trial"]): trial for trial in csv.DictReader(file)}


def number(text):
    return int(text) if text.lstrip("-").isdigit() else float(text)


def settled(experiment, trial):
    """The experiment of a trial, and what describes its run."""
    run = next(run for run in experiment["runs"] if run["word"] == trial["optimizer"])
    given = {name: text for name, text in trial.items() if name not in FIXED and text != ""}
    values = {name: number(text) for name, text in given.items()}
    names, hyper = run["names"], dict(run["hyper"])
    hyper.update((names[name], value) for name, value in values.items() if name in names)
    if trial["rate"] != "":
        low, high = run["accepted"]
        hyper[names[trial["hyperparameter"]]] = min(high, max(low, float(trial["rate"])))
    rest = {name: value for name, value in values.items() if name not in names}
    # What changes the shapes of data or model: the page has worked them out.
    known = [one for one in experiment["variants"] if one["values"] == rest]
    if not known and not set(rest) <= {"batch", "examples", "noise"}:
        raise SystemExit(f"This worker was not exported with {rest}: export the sweep again.")
    return {**experiment, **(known[0] if known else rest)}, {**run, "hyper": hyper}


def write_whole(path, rows):
    """All rows or none, whenever the process ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{platform.node()}.{os.getpid()}")
    with open(temporary, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def is_done(path, trial):
    """Whether the row is there, and is that of this very trial."""
    if not path.is_file():
        return False
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return len(rows) == 1 and all(rows[0].get(name) == trial[name] for name in trial)


def train_trial(sets, description, trial, parts):
    """Rows of the curve, and what the trial came to by column; what diverged has no losses."""
    seed, steps = int(trial["seed"]), int(trial["steps"])
    labels = sets.labels(seed)
    network = sets.network(parts["model"], sets.weights(seed))
    run = Run(0, description, parts["optimizers"], network)
    batches = sets.batches(seed, labels, parts["alter"])
    curve = [
        [step, f"{loss:.9g}", f"{size:.9g}"]
        for step, rows in train([run], parts["loss_of"], batches, steps)
        for _, loss, size in rows
    ]
    results = dict.fromkeys(RESULTS, "")
    if run.diverged_at is None:
        loss, _ = sets.evaluate(run, parts["loss_of"], sets.images, labels)
        test_loss, accuracy = sets.evaluate(run, parts["loss_of"], *sets.test)
        if math.isfinite(loss) and math.isfinite(test_loss):
            found = (f"{loss:.9g}", f"{test_loss:.9g}", f"{accuracy:.9g}", "", "ok")
            return curve, {**results, **dict(zip(RESULTS, found))}
    diverged_at = steps if run.diverged_at is None else run.diverged_at
    return curve, {**results, "diverged_at": diverged_at, "status": "diverged"}


def read_arguments(folder, arguments):
    parser = argparse.ArgumentParser(description="One trial of a sweep of the ALI-G Playground.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--trial", type=int, metavar="N", help="trains this trial of trials.csv")
    what.add_argument("--fetch", action="store_true", help="only sees to the files of the data")
    parser.add_argument("--data", default=folder / "data", metavar="DIR", help="folder of the data")
    parser.add_argument("--device", default="cpu", help="such as cuda, cuda:1 or mps")
    parser.add_argument("--double", action="store_true", help="compute in float64")
    parser.add_argument("--threads", type=int, default=1, help="of the processor, for one trial")
    return parser.parse_args(arguments)


def work(experiment, file, arguments, load, **parts):
    """Does what the command line of the program in this file asks for."""
    folder = Path(file).resolve().parent
    asked = read_arguments(folder, arguments)
    torch.set_num_threads(asked.threads)
    if asked.fetch:
        for training in (True, False):
            load(asked.data, training, experiment["data"])
        return print("The data are there.")
    trials = read_trials(folder / "trials.csv")
    if asked.trial not in trials:
        raise SystemExit(f"trials.csv has no trial {asked.trial}.")
    trial = trials[asked.trial]
    name = f"trial-{asked.trial:04d}"
    row = folder / "results" / f"{name}.csv"
    if is_done(row, trial):
        return print(f"Trial {asked.trial} is done already.")
    started = time.monotonic()
    settled_experiment, description = settled(experiment, trial)
    sets = Sets(settled_experiment, load, asked.data, asked.device, asked.double)
    curve, results = train_trial(sets, description, trial, parts)
    results["backend"] = f"torch {torch.__version__} {asked.device}{' double' * asked.double}"
    results["seconds"] = f"{time.monotonic() - started:.1f}"
    write_whole(row.with_name(f"{name}-curve.csv"), [CURVE, *curve])
    # The row says that the trial is done, so it comes last.
    write_whole(row, [[*trial, *results], [*trial.values(), *results.values()]])
    return print(f"Trial {asked.trial}: {results['status']} after {results['seconds']} s.")
