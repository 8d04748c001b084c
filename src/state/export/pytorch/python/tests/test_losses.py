import unittest

import torch

from playground.losses import cross_entropy, hinge, squared


def loss_and_gradient(module, rows, labels):
    logits = torch.tensor(rows, requires_grad=True)
    loss = module.loss_of(logits, torch.tensor(labels))
    loss.backward()
    return loss.item(), logits.grad.tolist()


class TestLosses(unittest.TestCase):
    def test_hinge_is_the_mean_of_the_largest_margins(self):
        loss, gradient = loss_and_gradient(hinge, [[0.5, 2.0, 1.0], [3.0, 0.0, 0.0]], [0, 0])
        self.assertEqual(loss, 1.25)
        self.assertEqual(gradient, [[-0.5, 0.5, 0.0], [0.0, 0.0, 0.0]])

    def test_hinge_moves_the_first_of_equal_classes(self):
        loss, gradient = loss_and_gradient(hinge, [[1.0, 2.0, 0.0, 2.0]], [2])
        self.assertEqual(loss, 3.0)
        self.assertEqual(gradient, [[0.0, 1.0, -1.0, 0.0]])

    def test_hinge_is_0_with_its_gradient_where_the_label_leads_by_1(self):
        loss, gradient = loss_and_gradient(hinge, [[0.0, -3.0, 1.0]], [2])
        self.assertEqual(loss, 0.0)
        self.assertEqual(gradient, [[0.0, 0.0, 0.0]])

    def test_every_loss_is_positive_where_outputs_are_0(self):
        expected = ((cross_entropy, 1.0986123), (squared, 0.5), (hinge, 1.0))
        for module, value in expected:
            loss, _ = loss_and_gradient(module, [[0.0, 0.0, 0.0]], [1])
            self.assertAlmostEqual(loss, value, places=6)


if __name__ == "__main__":
    unittest.main()
