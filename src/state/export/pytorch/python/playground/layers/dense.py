"""A dense layer; its kernel is [in, out]."""


def dense(x, kernel, bias):
    return x @ kernel + bias
