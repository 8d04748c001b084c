"""The lock-step loop: every run takes the same steps on the same mini-batches."""

from itertools import chain, islice, repeat


def apply_edits(edits, step, runs):
    for edit in edits:
        for run in runs:
            if edit["step"] == step and edit["run"] == run.index:
                run.hyper[edit["key"]] = edit["value"]


def train(runs, loss_of, batches, steps, edits=()):
    """Yields each step with its rows: run, loss and step size; what has diverged has no more."""
    apply_edits(edits, 0, runs)
    for run in runs:
        run.start()
    epochs = chain.from_iterable(repeat(batches))
    for step, (inputs, targets) in enumerate(islice(epochs, steps)):
        apply_edits(edits, step, runs)
        training = [run for run in runs if run.diverged_at is None]
        if not training:
            return
        yield (
            step,
            [(run, *run.step(loss_of, inputs, targets, step, len(batches))) for run in training],
        )
