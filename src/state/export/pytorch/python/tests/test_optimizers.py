import math
import unittest
from types import SimpleNamespace

import torch

from playground.optimizers.adam import Adam
from playground.optimizers.alig import AliG
from playground.optimizers.sgd import SGD


def loss_of(w):
    return ((w - torch.tensor([1.0, -2.0, 0.5])) ** 2 * torch.tensor([1.0, 0.5, 3.0])).sum()


def trained(optimizer, steps=5, **hyper):
    """Weights after some steps of one of the page's rules."""
    w = torch.zeros(3)
    rule = optimizer(w)
    h = SimpleNamespace(weightDecay=0.0, **hyper)
    for _ in range(steps):
        at = w.clone().requires_grad_()
        loss = loss_of(at)
        (g,) = torch.autograd.grad(loss, at)
        w, _ = rule.step(w, g, loss.detach(), g.square().sum(), h)
    return w


def trained_by_torch(optimizer, steps=5, **options):
    w = torch.zeros(3, requires_grad=True)
    rule = optimizer([w], **options)
    for _ in range(steps):
        rule.zero_grad()
        loss_of(w).backward()
        rule.step()
    return w.detach()


class TestOptimizers(unittest.TestCase):
    def assert_close(self, found, expected):
        torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-6)

    def test_sgd_is_that_of_torch(self):
        for momentum, nesterov in ((0.0, False), (0.9, False), (0.9, True)):
            self.assert_close(
                trained(SGD, rate=0.05, momentum=momentum, nesterov=nesterov),
                trained_by_torch(torch.optim.SGD, lr=0.05, momentum=momentum, nesterov=nesterov),
            )

    def test_adam_is_that_of_torch(self):
        hyper = {"rate": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-8}
        options = {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-8}
        self.assert_close(
            trained(Adam, decay="l2", **hyper), trained_by_torch(torch.optim.Adam, **options)
        )

    def test_where_the_l2_term_goes(self):
        l2, decoupled = SimpleNamespace(decay="l2"), SimpleNamespace(decay="decoupled")
        w = torch.zeros(1)
        self.assertEqual(Adam(w).l2(l2), "gradient")
        self.assertEqual(Adam(w).l2(decoupled), "rule")
        self.assertEqual(SGD(w).l2(l2), "gradient")
        self.assertEqual(AliG(w).l2(l2), "objective")

    def test_decoupled_decay_is_that_of_adamw(self):
        w, g = torch.ones(1), torch.zeros(1)
        h = SimpleNamespace(
            rate=0.1, beta1=0.9, beta2=0.999, eps=1e-8, decay="decoupled", weightDecay=0.5
        )
        moved, size = Adam(w).step(w, g, torch.tensor(1.0), torch.tensor(0.0), h)
        self.assert_close(moved, torch.tensor([0.95]))
        self.assertEqual(size, 0.1)

    def test_alig_goes_where_the_linearised_loss_is_zero(self):
        h = SimpleNamespace(maxLr=math.inf, momentum=0.0, momentumMode="standard", eps=0.0)
        w, g, loss = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0]), torch.tensor(5.0)
        moved, size = AliG(w).step(w, g, loss, g.square().sum(), h)
        self.assert_close(size, torch.tensor(0.2))
        self.assert_close(loss + g @ (moved - w), torch.tensor(0.0))
        h.maxLr = 0.1
        moved, size = AliG(w).step(w, g, loss, g.square().sum(), h)
        self.assert_close(size, torch.tensor(0.1))
        self.assert_close(moved, torch.tensor([0.7, 1.6]))

    def test_alig_at_its_limit_is_sgd_with_nesterov_momentum(self):
        hyper = {"momentum": 0.5, "maxLr": 0.01, "eps": 0.0}
        self.assert_close(
            trained(AliG, steps=3, momentumMode="standard", **hyper),
            trained_by_torch(torch.optim.SGD, steps=3, lr=0.01, momentum=0.5, nesterov=True),
        )


if __name__ == "__main__":
    unittest.main()
