import math
import unittest

import torch

from playground.ieee import ieee
from playground.run import Run, project, schedule_factor


class Still(torch.optim.Optimizer):
    """Moves nothing, and says so."""

    loss, skipped = 0.0, False

    def __init__(self, params, lr=1.0):
        super().__init__(params, {"lr": lr})

    def step(self, closure):
        self.loss = float(closure())
        self.skipped = not math.isfinite(self.loss)
        for group in self.param_groups:
            group["step_size"] = group["lr"]


class Sum(torch.nn.Module):
    """The sum of two parameters, so many times."""

    def __init__(self):
        super().__init__()
        self.a, self.b = (torch.nn.Parameter(torch.ones(2)) for _ in range(2))

    def forward(self, inputs):
        return (self.a.sum() + self.b.sum()) * inputs


def itself(logits, targets):
    return logits


HYPER = {
    "lr": 2.0,
    "radius": math.inf,
    "schedule": "step",
    "decay_every": 0.5,
    "decay_factor": 0.1,
    "horizon": 2.0,
}


class TestRun(unittest.TestCase):
    def run_of(self, **hyper):
        described = {"label": "A", "optimizer": "still", "scheduled": "lr"}
        run = Run(0, {**described, "hyper": {**HYPER, **hyper}}, {"still": Still}, Sum())
        run.start()
        return run

    def test_the_ball_holds_all_parameters_together(self):
        run = self.run_of(radius=1.0)
        for p in run.parameters:
            torch.testing.assert_close(p.detach(), torch.tensor([0.5, 0.5]))
        project(run.parameters, 2.0)
        torch.testing.assert_close(run.parameters[0].detach(), torch.tensor([0.5, 0.5]))

    def test_the_rate_follows_its_schedule_and_every_change(self):
        run = self.run_of()
        sizes = []
        for step in range(4):
            if step == 2:
                run.hyper["lr"] = 3.0
            sizes.append(run.step(itself, 1.0, None, step, 4)[1])
        for found, expected in zip(sizes, (2.0, 2.0, 0.3, 0.3)):
            self.assertAlmostEqual(found, expected)
        cosine = {**HYPER, "schedule": "cosine"}
        self.assertAlmostEqual(schedule_factor(cosine, 4, 4), 0.5)
        self.assertEqual(schedule_factor(cosine, 99, 4), 0)

    def test_ten_steps_without_a_finite_loss_end_a_run(self):
        run = self.run_of()
        for step in range(10):
            self.assertIsNone(run.diverged_at)
            _, size = run.step(itself, math.nan, None, step, 4)
            self.assertEqual(size, 0)
        self.assertEqual(run.diverged_at, 9)


class TestIeee(unittest.TestCase):
    def test_nothing_raises(self):
        self.assertEqual(ieee(torch.div, 1, 0), math.inf)
        self.assertTrue(math.isnan(ieee(torch.sqrt, -1.0)))
        self.assertEqual(ieee(torch.pow, 10.0, 400), math.inf)
        self.assertEqual(ieee(torch.div, 1.0, 3), 1 / 3)


if __name__ == "__main__":
    unittest.main()
