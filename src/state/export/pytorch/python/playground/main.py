"""The experiment from its command line to its last number, for one seed after the other."""

import argparse
import sys

from .closing import closing_table
from .drawn import epoch_order
from .hashes import report_hashes
from .run import Run
from .sets import Sets
from .training import train


def read_arguments(experiment):
    seeds = [entry["seed"] for entry in experiment["seeds"]]
    runs, every = range(len(experiment["runs"])), experiment["eval"]
    parser = argparse.ArgumentParser(description="An experiment of the ALI-G Playground.")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of the data set")
    parser.add_argument("--device", default="cpu", help="such as cuda, cuda:1 or mps")
    parser.add_argument("--double", action="store_true", help="compute in float64")
    parser.add_argument("--steps", type=int, default=experiment["steps"], help="training steps")
    parser.add_argument("--seed", type=int, choices=seeds, help="only this one of the seeds")
    parser.add_argument("--run", type=int, choices=runs, help="only this run, counted from 0")
    parser.add_argument(
        "--test",
        type=int,
        nargs="?",
        const=every,
        metavar="N",
        help=f"evaluate on the test images every N steps ({every}) and at the end",
    )
    return parser.parse_args()


def main(experiment, load, model, loss_of, optimizers, alter=None):
    """Trains what the experiment describes with the parts that it names."""
    arguments = read_arguments(experiment)
    every, steps = arguments.test, arguments.steps
    sets = Sets(
        experiment, load, arguments.data, arguments.device, arguments.double, every is not None
    )
    several = len(experiment["seeds"]) > 1
    column = ",seed" if several else ""
    chosen = [entry for entry in experiment["seeds"] if arguments.seed in (None, entry["seed"])]
    results = []
    for entry in chosen:
        seed = entry["seed"]
        cell = f",{seed}" if several else ""
        weights, labels = sets.weights(seed), sets.labels(seed)
        order = epoch_order(len(sets.images), experiment["shuffle"], seed, 0)
        if several:
            print(f"# seed {seed}")
        report_hashes(entry["hashes"], weights, order, sets.images, labels)
        if entry is chosen[0]:
            print(f"step,run,loss,step_size{column}")

        runs = [
            Run(index, run, optimizers, sets.network(model, weights))
            for index, run in enumerate(experiment["runs"])
            if arguments.run in (None, index)
        ]
        last, tests = {}, {}
        batches = sets.batches(seed, labels, alter)
        for step, rows in train(runs, loss_of, batches, steps, experiment["edits"]):
            for run, loss, size in rows:
                last[run.index] = step, loss, size
                print(f"{step},{run.index},{loss:.9g},{size:.9g}{cell}")
                if run.diverged_at is not None:
                    print(f"{run.label} has diverged at step {step}.", file=sys.stderr)
            if every and ((step + 1) % every == 0 or step + 1 == steps):
                for run, _, _ in rows:
                    tests[run.index] = sets.evaluate(run, loss_of, *sets.test)
                    loss, accuracy = tests[run.index]
                    print(f"# test,{step + 1},{run.index},{loss:.6g},{accuracy:.4f}{cell}")
        results += [(seed, run, last.get(run.index), tests.get(run.index)) for run in runs]
    print(closing_table(results))
