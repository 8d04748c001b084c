"""One run and its step, as the page does it."""

import inspect
import math
from contextlib import contextmanager

import torch

FINITE = 3e38


@torch.no_grad()
def project(parameters, radius):
    """Brings all parameters together to the nearest point of the ball |w| <= radius."""
    norm = math.sqrt(sum(float(torch.sum(torch.square(p))) for p in parameters))
    if radius < norm <= FINITE:
        for p in parameters:
            p.mul_(radius / norm)


def schedule_factor(hyper, step, steps_per_epoch):
    """What a schedule makes of the rate at this step."""
    if hyper["schedule"] == "step":
        steps_per_decay = hyper["decay_every"] * steps_per_epoch
        return hyper["decay_factor"] ** math.floor(step / steps_per_decay)
    if hyper["schedule"] == "cosine":
        return (1 + math.cos(math.pi * min(step / (hyper["horizon"] * steps_per_epoch), 1))) / 2
    return 1


class Run:
    """A network with its optimizer, as the experiment describes a run."""

    def __init__(self, index, description, optimizers, network):
        self.index, self.label, self.network = index, description["label"], network
        self.make = optimizers[description["optimizer"]]
        self.hyper = dict(description["hyper"])
        # The option that follows a schedule.
        self.scheduled = description.get("scheduled")
        self.skipped, self.diverged_at = 0, None

    def own(self):
        """Values that the optimizer itself is made with."""
        accepted = inspect.signature(self.make).parameters
        return {name: value for name, value in self.hyper.items() if name in accepted}

    def start(self):
        self.parameters = list(self.network.parameters())
        project(self.parameters, self.hyper["radius"])
        self.optimizer = self.make(self.parameters, **self.own())

    def step(self, loss_of, inputs, targets, step, steps_per_epoch):
        """Loss and step size of one step."""
        (group,) = self.optimizer.param_groups
        group.update(self.own())
        if self.scheduled is not None:
            group[self.scheduled] *= schedule_factor(self.hyper, step, steps_per_epoch)

        def closure():
            self.optimizer.zero_grad()
            loss = loss_of(self.network(inputs), targets)
            loss.backward()
            return loss

        self.optimizer.step(closure)
        loss, skipped = self.optimizer.loss, self.optimizer.skipped
        if not skipped:
            project(self.parameters, self.hyper["radius"])
        self.skipped = self.skipped + 1 if skipped else 0
        if self.skipped >= 10 or (not skipped and abs(loss) > 1e6):
            self.diverged_at = step
        return loss, 0.0 if skipped else group["step_size"]

    @contextmanager
    def evaluation(self):
        """The weights that are tested, which of some optimizers are others than those trained."""
        swaps = hasattr(self.optimizer, "eval")
        if swaps:
            self.optimizer.eval()
        yield
        if swaps:
            self.optimizer.train()
