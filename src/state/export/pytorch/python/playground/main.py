"""The experiment from its command line to its last number, for one seed after the other."""

import argparse
import sys
from itertools import islice

import torch

from .batches import as_targets, batches, standardiser
from .drawn import epoch_order, initial_weights, noisy_labels
from .hashes import report_hashes
from .objective import Objective
from .run import Run
from .training import train


def read_arguments(experiment):
    seeds = [entry["seed"] for entry in experiment["seeds"]]
    parser = argparse.ArgumentParser(description="An experiment of the ALI-G Playground.")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of the data set")
    parser.add_argument("--steps", type=int, default=experiment["steps"], help="training steps")
    parser.add_argument("--seed", type=int, choices=seeds, help="only this one of the seeds")
    parser.add_argument(
        "--test", action="store_true", help="evaluate on the test images at the end"
    )
    return parser.parse_args()


def evaluate(objective, runs, images, targets, cell):
    """Loss and accuracy on the test images, with the weights as they are at the end."""
    with torch.no_grad():
        for run in runs:
            if hasattr(run.optimizer, "eval"):
                run.optimizer.eval()
            chunks = [images[i : i + 500] for i in range(0, len(images), 500)]
            logits = torch.cat([objective.logits(run.parameters, chunk) for chunk in chunks])
            accuracy = (logits.argmax(1) == targets).float().mean()
            loss = objective.loss_of(logits, targets)
            print(f"# {run.index},{loss:.6g},{accuracy:.4f}{cell}")


def main(experiment, load, model, loss_of, optimizers, alter=None):
    """Trains what the experiment describes with the parts that it names."""
    arguments = read_arguments(experiment)
    data = experiment["data"]
    objective = Objective(model, loss_of, experiment["model"])
    standardise = standardiser(data["mean"], data["std"])
    images, clean = (part[: experiment["examples"]] for part in load(arguments.data, True, data))
    test = load(arguments.data, False, data) if arguments.test else None

    several = len(experiment["seeds"]) > 1
    column = ",seed" if several else ""
    chosen = [entry for entry in experiment["seeds"] if arguments.seed in (None, entry["seed"])]
    for entry in chosen:
        seed = entry["seed"]
        cell = f",{seed}" if several else ""
        weights = initial_weights(experiment["model"]["tensors"], seed)
        order = epoch_order(len(images), experiment["shuffle"], seed, 0)
        labels = noisy_labels(clean, experiment["noise"], data["classes"], seed)
        if several:
            print(f"# seed {seed}")
        report_hashes(entry["hashes"], weights, order, images, labels)
        if entry is chosen[0]:
            print(f"step,run,loss,step_size{column}")

        runs = [
            Run(
                index,
                run["label"],
                optimizers[run["optimizer"]],
                run["hyper"],
                run.get("scheduled"),
            )
            for index, run in enumerate(experiment["runs"])
        ]
        shown = batches(experiment, seed, images, labels, standardise, alter)
        rows = train(
            runs,
            objective,
            weights,
            islice(shown, arguments.steps),
            len(images) // experiment["batch"],
            experiment["edits"],
        )
        for step, run, loss, size in rows:
            print(f"{step},{run.index},{loss:.9g},{size:.9g}{cell}")
            if run.diverged:
                print(f"{run.label} has diverged at step {step}.", file=sys.stderr)
        if test:
            print(f"# run,test_loss,test_accuracy{column}")
            evaluate(objective, runs, standardise(test[0]), as_targets(test[1]), cell)
