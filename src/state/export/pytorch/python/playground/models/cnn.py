"""A convolutional network: x [B, H, W, C], p its tensors in order; returns logits."""

import torch
import torch.nn.functional as F

from ..layers.convolution import convolution
from ..layers.dense import dense


def model(x, p, description):
    x = x.permute(0, 3, 1, 2)
    for i, block in enumerate(description["layout"]):
        x = torch.relu(convolution(x, p[2 * i], p[2 * i + 1], same=block["same"]))
        if block["pools"]:
            x = F.max_pool2d(x, 2)
    return dense(x.permute(0, 2, 3, 1).flatten(1), p[-2], p[-1])
