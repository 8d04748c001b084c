"""A residual network: x [B, H, W, C], p its tensors in order; returns logits."""

import torch

from ..layers.convolution import convolution
from ..layers.dense import dense


def model(x, p, description):
    p = iter(p)

    def layer(x, stride):
        return convolution(x, next(p), next(p), stride)

    x = torch.relu(layer(x.permute(0, 3, 1, 2), 1))
    for stage in range(3):
        for block in range(description["options"]["n"]):
            stride = 2 if stage > 0 and block == 0 else 1
            branch = layer(torch.relu(layer(x, stride)), 1)
            shortcut = x if stride == 1 else layer(x, stride)
            x = torch.relu(shortcut + branch)
    return dense(x.mean((2, 3)), next(p), next(p))
