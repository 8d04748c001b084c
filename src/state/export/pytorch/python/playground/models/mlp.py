"""A multi-layer perceptron: x [B, H, W, C], p its tensors in order; returns logits."""

import torch
import torch.nn.functional as F

from ..layers.dense import dense

ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "softplus": F.softplus}


def model(x, p, description):
    activation = ACTIVATIONS[description["options"]["activation"]]
    x = x.flatten(1)
    for i in range(0, len(p) - 2, 2):
        x = activation(dense(x, p[i], p[i + 1]))
    return dense(x, p[-2], p[-1])
