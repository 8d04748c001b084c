import tempfile
import unittest
from pathlib import Path

import torch

from playground.worker import is_done, settled, train_trial, write_whole

EXPERIMENT = {
    "noise": 0.1,
    "batch": 10,
    "model": "narrow",
    "runs": [
        {
            "word": "sgd",
            "hyper": {"lr": 0.5, "momentum": 0.0},
            "names": {"lr": "lr", "momentum": "momentum"},
            "accepted": [0.001, 10.0],
        }
    ],
    "variants": [{"values": {"width": 24}, "model": "wide"}],
}
TRIAL = {"trial": "3", "optimizer": "sgd", "hyperparameter": "lr", "rate": "1", "seed": "1"}


class TestSettled(unittest.TestCase):
    def hyper(self, **more):
        return settled(EXPERIMENT, {**TRIAL, **more})[1]["hyper"]

    def test_the_rate_is_one_that_is_accepted_or_stays(self):
        self.assertEqual(self.hyper()["lr"], 1.0)
        self.assertEqual(self.hyper(rate="1e9")["lr"], 10.0)
        self.assertEqual(self.hyper(rate="0")["lr"], 0.001)
        self.assertEqual(self.hyper(rate="")["lr"], 0.5)

    def test_values_are_set_by_their_names(self):
        self.assertEqual(self.hyper(momentum="0.9"), {"lr": 1.0, "momentum": 0.9})
        experiment, _ = settled(EXPERIMENT, {**TRIAL, "noise": "0.25", "batch": "20"})
        self.assertEqual((experiment["noise"], experiment["batch"]), (0.25, 20))
        self.assertIsInstance(experiment["batch"], int)
        self.assertEqual(EXPERIMENT["noise"], 0.1)

    def test_other_shapes_are_those_that_were_exported(self):
        self.assertEqual(settled(EXPERIMENT, {**TRIAL, "width": "24"})[0]["model"], "wide")
        self.assertEqual(settled(EXPERIMENT, {**TRIAL, "width": ""})[0]["model"], "narrow")
        with self.assertRaisesRegex(SystemExit, "not exported with {'width': 25}"):
            settled(EXPERIMENT, {**TRIAL, "width": "25"})


class Still(torch.optim.Optimizer):
    """Moves nothing, and says so."""

    loss, skipped = 0.0, False

    def __init__(self, params, lr=1.0):
        super().__init__(params, {"lr": lr})

    def step(self, closure):
        self.loss = float(closure())
        for group in self.param_groups:
            group["step_size"] = group["lr"]


class FewImages:
    """Two batches of one number, and a loss at the end."""

    images, test = None, (None, None)

    def __init__(self, end):
        self.end = end

    def labels(self, seed):
        return None

    weights = labels

    def network(self, model, weights):
        return torch.nn.Linear(1, 1)

    def batches(self, seed, labels, alter):
        return [(torch.ones(1, 1), None)] * 2

    def evaluate(self, *given):
        return self.end, 0.5


class TestTraining(unittest.TestCase):
    def train(self, end, loss):
        description = {"label": "A", "optimizer": "still", "hyper": {"lr": 0.5, "radius": 9.0}}
        parts = {"model": None, "optimizers": {"still": Still}, "alter": None}
        parts["loss_of"] = lambda logits, targets: logits.sum() * 0 + loss
        return train_trial(FewImages(end), description, {**TRIAL, "steps": "3"}, parts)

    def test_a_curve_has_every_step_and_the_row_its_end(self):
        curve, results = self.train(0.25, 2.0)
        self.assertEqual(curve, [[0, "2", "0.5"], [1, "2", "0.5"], [2, "2", "0.5"]])
        self.assertEqual((results["train_loss"], results["status"]), ("0.25", "ok"))
        self.assertEqual(results["diverged_at"], "")

    def test_what_diverged_says_when_and_has_no_losses(self):
        for end, loss, step in ((0.25, 1e7, 0), (float("nan"), 2.0, 3)):
            _, results = self.train(end, loss)
            self.assertEqual((results["status"], results["diverged_at"]), ("diverged", step))
            self.assertEqual((results["train_loss"], results["test_accuracy"]), ("", ""))


class TestRows(unittest.TestCase):
    def test_a_row_is_done_where_it_is_of_this_trial(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results" / "trial.csv"
            self.assertFalse(is_done(path, TRIAL))
            write_whole(path, [[*TRIAL, "status"], [*TRIAL.values(), "ok"]])
            self.assertTrue(is_done(path, TRIAL))
            self.assertFalse(is_done(path, {**TRIAL, "rate": "2"}))
            self.assertEqual([one.name for one in path.parent.iterdir()], ["trial.csv"])
            path.write_text("")
            self.assertFalse(is_done(path, TRIAL))


if __name__ == "__main__":
    unittest.main()
