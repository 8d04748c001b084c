"""Stochastic gradient descent."""

import torch


class SGD:
    """b <- mu b + g, w <- w - lr b; Nesterov: w <- w - lr (g + mu b)."""

    def __init__(self, w):
        self.b = torch.zeros_like(w)

    def l2(self, h):
        return "gradient"

    def step(self, w, g, loss, grad_norm_sq, h):
        mu = h.momentum
        b = mu * self.b + g
        self.b = b if mu > 0 else torch.zeros_like(b)
        return w - h.rate * (g + mu * b if h.nesterov else b), h.rate
