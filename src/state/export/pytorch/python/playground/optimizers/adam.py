"""Adam; AdamW with decay "decoupled"."""

import torch


class Adam:
    """c1 and c2 are 1 - beta^t, also after an edit of beta."""

    def __init__(self, w):
        self.m, self.v = torch.zeros_like(w), torch.zeros_like(w)
        self.c1, self.c2 = 0.0, 0.0

    def l2(self, h):
        return "rule" if h.decay == "decoupled" else "gradient"

    def step(self, w, g, loss, grad_norm_sq, h):
        self.m = h.beta1 * self.m + (1 - h.beta1) * g
        self.v = h.beta2 * self.v + (1 - h.beta2) * g.square()
        self.c1 = h.beta1 * self.c1 + (1 - h.beta1)
        self.c2 = h.beta2 * self.c2 + (1 - h.beta2)
        if h.decay == "decoupled":
            w = w * (1 - h.rate * h.weightDecay)
        return w - h.rate / self.c1 * self.m / ((self.v / self.c2).sqrt() + h.eps), h.rate
