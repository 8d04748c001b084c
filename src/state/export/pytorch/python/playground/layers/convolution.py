"""A convolution with the padding of the page: "same" has the odd pixel behind."""

import math

import torch.nn.functional as F


def convolution(x, kernel, bias, stride=1, same=True):
    """x [B, C, H, W]; kernel [height, width, in, out], as the page keeps it."""
    if same:
        pads = []
        for side, size in ((x.shape[3], kernel.shape[1]), (x.shape[2], kernel.shape[0])):
            total = max((math.ceil(side / stride) - 1) * stride + size - side, 0)
            pads += [total // 2, total - total // 2]
        x = F.pad(x, pads)
    return F.conv2d(x, kernel.permute(3, 2, 0, 1), bias, stride=stride)
