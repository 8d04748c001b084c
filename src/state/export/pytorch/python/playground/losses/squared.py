"""Squared error of the logits themselves."""

import torch.nn.functional as F


def loss_of(logits, labels):
    return (logits - F.one_hot(labels, logits.shape[1])).square().sum(1).mean() / 2
