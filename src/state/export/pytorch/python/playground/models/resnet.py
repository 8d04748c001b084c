"""A residual network: x [B, H, W, C], p its tensors in order; returns logits."""

import math

import torch

from ..layers.convolution import convolution
from ..layers.dense import dense
from ..layers.standardised import standardised


def model(x, p, description):
    p = iter(p)
    options = description["options"]

    def layer(x, stride, gain=1.0):
        kernel = next(p)
        if options["norm"] == "weights":
            kernel = standardised(kernel, gain)
        return convolution(x, kernel, next(p), stride)

    branch_gain = 1 / math.sqrt(3 * options["n"])
    x = torch.relu(convolution(x.permute(0, 3, 1, 2), next(p), next(p)))
    for stage in range(3):
        for block in range(options["n"]):
            stride = 2 if stage > 0 and block == 0 else 1
            branch = layer(torch.relu(layer(x, stride)), 1, branch_gain)
            shortcut = x if stride == 1 else layer(x, stride)
            x = torch.relu(shortcut + branch)
    last = x.permute(0, 2, 3, 1).flatten(1) if options["pool"] == "none" else x.mean((2, 3))
    return dense(last, next(p), next(p))
