"""ALI-G."""

import torch


class AliG:
    """The step at which the linearised loss would reach 0, never longer than maxLr."""

    def __init__(self, w):
        self.b = torch.zeros_like(w)

    def l2(self, h):
        return "objective"  # The loss of the step includes the L2 term.

    def step(self, w, g, loss, grad_norm_sq, h):
        gamma = (loss / (grad_norm_sq + h.eps)).clamp(0.0, h.maxLr)
        mu, b = h.momentum, self.b
        if h.momentumMode == "adjusted":
            b = mu * b - g
            carried = gamma * mu * b if grad_norm_sq > 0 else torch.zeros_like(b)
        else:
            b = mu * b - gamma * g
            carried = mu * b
        self.b = b if mu > 0 else torch.zeros_like(b)
        return w - gamma * g + carried, gamma
