"""The loss as a function of all weights in one vector."""

import math


class Objective:
    def __init__(self, model, loss_of, description):
        self.model, self.loss_of, self.description = model, loss_of, description
        self.shapes = [tensor["shape"] for tensor in description["tensors"]]
        self.sizes = [math.prod(shape) for shape in self.shapes]

    def logits(self, w, images):
        parts = [part.view(shape) for part, shape in zip(w.split(self.sizes), self.shapes)]
        return self.model(images, parts, self.description)

    def __call__(self, w, images, labels):
        return self.loss_of(self.logits(w, images), labels)
