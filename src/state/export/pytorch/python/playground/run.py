"""One run and its step, as the page does it.

An optimizer is made of the first weights w [P]. l2(h) says where the L2 term of weightDecay goes:
"objective" (loss and gradient), "gradient" (the gradient alone) or "rule" (the rule does it).
step(w, g, loss, grad_norm_sq, h) returns the new weights and the step size. h has the run's
hyperparameters under their names in the link, and as h.rate what a schedule makes of h.lr.
"""

import math
from types import SimpleNamespace

import torch

FINITE = 3e38


def project(w, radius):
    """The nearest point of the ball |w| <= radius."""
    norm = w.square().sum().sqrt()
    return w * (radius / norm) if norm > radius and norm <= FINITE else w


def scheduled(h, step, steps_per_epoch):
    """Learning rate of this step, for the rules that have one."""
    if not hasattr(h, "lr"):
        return None
    factor = 1.0
    if h.schedule == "step":
        factor = h.decayFactor ** math.floor(step / (h.decayEvery * steps_per_epoch))
    elif h.schedule == "cosine":
        factor = (1 + math.cos(math.pi * min(step / (h.horizon * steps_per_epoch), 1))) / 2
    return h.lr * factor


class Run:
    def __init__(self, index, label, optimizer, hyper):
        self.index, self.label, self.Optimizer = index, label, optimizer
        self.h = SimpleNamespace(**hyper)
        self.skipped, self.diverged = 0, False

    def start(self, weights):
        self.w = project(weights, self.h.radius)
        self.optimizer = self.Optimizer(self.w)

    def step(self, objective, images, labels, step, steps_per_epoch):
        self.h.rate = scheduled(self.h, step, steps_per_epoch)
        w = self.w.clone().requires_grad_()
        loss = objective(w, images, labels)
        (g,) = torch.autograd.grad(loss, w)
        loss, w, decay = loss.detach(), w.detach(), self.h.weightDecay
        place = self.optimizer.l2(self.h)
        if place == "objective":
            loss = loss + decay / 2 * w.square().sum()
            g = g + decay * w
        grad_norm_sq = g.square().sum()
        if place == "gradient":
            g = g + decay * w
        usable = bool(loss.abs() <= FINITE and grad_norm_sq <= FINITE)
        size = 0.0
        if usable:
            proposed, size = self.optimizer.step(w, g, loss, grad_norm_sq, self.h)
            self.w = project(proposed, self.h.radius)
        self.skipped = 0 if usable else self.skipped + 1
        self.diverged = self.skipped >= 10 or (usable and abs(float(loss)) > 1e6)
        return float(loss), float(size)
