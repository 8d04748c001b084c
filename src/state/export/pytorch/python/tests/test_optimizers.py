"""Generated optimizers; the module with them is written by the test that runs this."""

import math
import unittest

import torch
from generated import SGD, Adam, AliG


def loss_of(w):
    return ((w - torch.tensor([1.0, -2.0, 0.5])) ** 2 * torch.tensor([1.0, 0.5, 3.0])).sum()


def trained(optimizer, steps=5, **options):
    """Weights after some steps, with a closure as torch wants it."""
    w = torch.zeros(3, requires_grad=True)
    rule = optimizer([w], **options)

    def closure():
        rule.zero_grad()
        loss = loss_of(w)
        loss.backward()
        return loss

    for _ in range(steps):
        rule.step(closure)
    return w.detach()


def stepped(optimizer, w, loss, gradient):
    def closure():
        w.grad = torch.tensor(gradient)
        return torch.tensor(loss)

    return optimizer.step(closure)


class TestOptimizers(unittest.TestCase):
    def assert_close(self, found, expected):
        torch.testing.assert_close(found, torch.as_tensor(expected), rtol=1e-5, atol=1e-6)

    def test_sgd_is_that_of_torch(self):
        for momentum, nesterov in ((0.0, False), (0.9, False), (0.9, True)):
            options = {"lr": 0.05, "momentum": momentum, "nesterov": nesterov}
            self.assert_close(trained(SGD, **options), trained(torch.optim.SGD, **options))
        decay = {"lr": 0.05, "weight_decay": 0.1}
        self.assert_close(trained(SGD, **decay), trained(torch.optim.SGD, **decay))

    def test_adam_is_that_of_torch(self):
        own = {"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1}
        options = {"lr": 0.1, "betas": (0.8, 0.95), "weight_decay": 0.1}
        self.assert_close(trained(Adam, **own), trained(torch.optim.Adam, **options))
        decoupled = trained(Adam, decay="decoupled", **own)
        self.assert_close(decoupled, trained(torch.optim.AdamW, **options))

    def test_alig_goes_where_the_linearised_loss_is_zero(self):
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        optimizer = AliG([w], max_lr=None, eps=1e-12)
        stepped(optimizer, w, 5.0, [3.0, 4.0])
        self.assertAlmostEqual(optimizer.param_groups[0]["step_size"], 0.2)
        self.assert_close(w.detach(), [0.4, 1.2])

    def test_alig_at_its_limit_is_sgd_with_nesterov_momentum(self):
        self.assert_close(
            trained(AliG, steps=3, max_lr=0.01, momentum=0.5),
            trained(torch.optim.SGD, steps=3, lr=0.01, momentum=0.5, nesterov=True),
        )

    def test_groups_share_the_gradient_and_have_limits_of_their_own(self):
        a, b = (torch.tensor([1.0], requires_grad=True) for _ in range(2))
        optimizer = AliG([{"params": [a]}, {"params": [b], "max_lr": 0.1}], max_lr=None, eps=1e-12)

        def closure():
            a.grad, b.grad = torch.tensor([3.0]), torch.tensor([4.0])
            return torch.tensor(5.0)

        optimizer.step(closure)
        self.assertEqual(optimizer.grad_norm_sq, 25)
        sizes = [group["step_size"] for group in optimizer.param_groups]
        self.assertAlmostEqual(sizes[0], 0.2)
        self.assertEqual(sizes[1], 0.1)
        self.assert_close(torch.cat([a, b]).detach(), [0.4, 0.6])

    def test_the_penalty_is_part_of_loss_and_gradient(self):
        w = torch.tensor([2.0], requires_grad=True)
        optimizer = AliG([w], weight_decay=0.5)
        self.assertEqual(float(stepped(optimizer, w, 1.0, [3.0])), 1.0)
        self.assertEqual((optimizer.loss, optimizer.grad_norm_sq), (2.0, 16.0))

    def test_a_step_that_is_not_finite_changes_nothing(self):
        w = torch.tensor([1.0, 2.0], requires_grad=True)
        optimizer = AliG([w], momentum=0.9)
        for loss, gradient in ((math.nan, [1.0, 1.0]), (1.0, [math.inf, 1.0])):
            stepped(optimizer, w, loss, gradient)
            self.assertTrue(optimizer.skipped)
            self.assert_close(w.detach(), [1.0, 2.0])
            self.assertEqual(len(optimizer.state), 0)
        stepped(optimizer, w, 1.0, [1.0, 1.0])
        self.assertFalse(optimizer.skipped)

    def test_parameters_without_a_gradient_stay(self):
        a, b = (torch.tensor([1.0], requires_grad=True) for _ in range(2))
        optimizer = Adam([a, b], lr=0.5)
        stepped(optimizer, a, 1.0, [1.0])
        self.assert_close(torch.cat([a, b]).detach(), [0.5, 1.0])

    def test_values_that_make_no_sense_are_refused(self):
        w = torch.zeros(1, requires_grad=True)
        with self.assertRaisesRegex(ValueError, "lr has to be from"):
            SGD([w], lr=-1)
        with self.assertRaisesRegex(ValueError, "unknown momentum_mode: heavy"):
            AliG([{"params": [w], "momentum_mode": "heavy"}])


if __name__ == "__main__":
    unittest.main()
