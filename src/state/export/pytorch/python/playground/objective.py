"""The loss as a function of the parameters of the model."""

import math

import torch


class Objective:
    def __init__(self, model, loss_of, description):
        self.model, self.loss_of, self.description = model, loss_of, description
        self.shapes = [tensor["shape"] for tensor in description["tensors"]]
        self.sizes = [math.prod(shape) for shape in self.shapes]

    def parameters(self, weights):
        """The tensors of the model, out of all its weights in one row."""
        parts = torch.from_numpy(weights).split(self.sizes)
        return [
            part.view(shape).clone().requires_grad_() for part, shape in zip(parts, self.shapes)
        ]

    def logits(self, parameters, images):
        return self.model(images, parameters, self.description)

    def __call__(self, parameters, images, labels):
        return self.loss_of(self.logits(parameters, images), labels)
