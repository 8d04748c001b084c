"""Arithmetic that gives infinity or NaN where Python's own raises an error."""

import torch


def ieee(function, *numbers):
    """A function of torch, of numbers to a number, in double precision."""
    return function(*(torch.tensor(number, dtype=torch.float64) for number in numbers)).item()
