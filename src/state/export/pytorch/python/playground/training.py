"""The lock-step loop: every run takes the same steps on the same mini-batches."""


def apply_edits(edits, step, runs):
    for edit in edits:
        if edit["step"] == step:
            runs[edit["run"]].hyper[edit["key"]] = edit["value"]


def train(runs, objective, weights, batches, steps_per_epoch, edits):
    """Yields step, run, loss and step size; a run that has diverged takes no more steps."""
    apply_edits(edits, 0, runs)
    for run in runs:
        run.start(objective.parameters(weights))
    for step, (images, targets) in enumerate(batches):
        apply_edits(edits, step, runs)
        for run in runs:
            if not run.diverged:
                loss, size = run.step(objective, images, targets, step, steps_per_epoch)
                yield step, run, loss, size
