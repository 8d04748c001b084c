"""The model as a module: its tensors are parameters, named and shaped as in the page."""

import math

import torch


class Network(torch.nn.Module):
    def __init__(self, model, description, weights):
        """weights: all of them in one row, float32 [P]."""
        super().__init__()
        self.model, self.description = model, description
        tensors = description["tensors"]
        sizes = [math.prod(tensor["shape"]) for tensor in tensors]
        for tensor, part in zip(tensors, torch.from_numpy(weights).split(sizes)):
            parameter = torch.nn.Parameter(part.view(tensor["shape"]).clone())
            self.register_parameter(tensor["name"].replace("/", "_"), parameter)

    def forward(self, images):
        return self.model(images, list(self.parameters()), self.description)
