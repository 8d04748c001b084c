"""PyTorch at the benchmark's workplace: calls as lines of JSON on stdin, replies on stdout."""

import json
import sys
import time

import torch
import torch.nn.functional as F


def read(path, dtype):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=dtype).clone()


def softmax(x, w):
    return x.flatten(1) @ w[0] + w[1]


def mlp(x, w):
    return F.relu(x.flatten(1) @ w[0] + w[1]) @ w[2] + w[3]


def cnn(x, w):
    x = F.max_pool2d(F.relu(F.conv2d(x, w[0], w[1])), 2)
    x = F.max_pool2d(F.relu(F.conv2d(x, w[2], w[3])), 2)
    return x.flatten(1) @ w[4] + w[5]


def same(x, kernel, bias, stride):
    """'same' padding: with stride 2 and an even size, one row and column at the far side."""
    side = kernel.shape[-1]
    total = max((-(-x.shape[-1] // stride) - 1) * stride + side - x.shape[-1], 0)
    if total % 2 == 0:
        return F.conv2d(x, kernel, bias, stride, padding=total // 2)
    near = total // 2
    far = total - near
    return F.conv2d(F.pad(x, (near, far, near, far)), kernel, bias, stride)


def resnet(x, w):
    weights = iter(w)

    def layer(x, stride):
        return same(x, next(weights), next(weights), stride)

    x = F.relu(layer(x, 1))
    for stride in (1, 2, 2):
        branch = layer(F.relu(layer(x, stride)), 1)
        shortcut = x if stride == 1 else layer(x, stride)
        x = F.relu(shortcut + branch)
    return x.mean((2, 3)) @ next(weights) + next(weights)


FORWARD = {"softmax": softmax, "mlp": mlp, "cnn": cnn, "resnet": resnet}


class Trainer:
    def __init__(self, problem):
        height, width, channels = problem["input"]
        files = problem["files"]
        images = read(files["images"], torch.float32)
        images = images.reshape(problem["batch"], height, width, channels)
        self.images = images.permute(0, 3, 1, 2).contiguous()
        self.labels = read(files["labels"], torch.int32).long()
        self.forward = FORWARD[problem["name"]]
        self.max_lr, self.eps = problem["maxLr"], problem["eps"]
        self.weights = list(self.tensors(problem))
        self.loss = None

    @staticmethod
    def tensors(problem):
        flat = read(problem["files"]["weights"], torch.float32)
        sizes = [int(torch.Size(shape).numel()) for shape in problem["shapes"]]
        channels = 0
        for part, shape in zip(flat.split(sizes), problem["shapes"]):
            tensor = part.reshape(shape)
            if len(shape) == 4:
                channels = shape[3]
                tensor = tensor.permute(3, 2, 0, 1)
            elif len(shape) == 2 and problem["name"] == "cnn":
                # Rows from (y, x, channel) to (channel, y, x).
                side = round((shape[0] / channels) ** 0.5)
                tensor = tensor.reshape(side, side, channels, shape[1]).permute(2, 0, 1, 3)
                tensor = tensor.reshape(shape)
            yield tensor.contiguous().requires_grad_()

    def issue(self, steps):
        for _ in range(steps):
            loss = F.cross_entropy(self.forward(self.images, self.weights), self.labels)
            gradients = torch.autograd.grad(loss, self.weights)
            with torch.no_grad():
                norm_sq = sum((gradient * gradient).sum() for gradient in gradients)
                step = torch.clamp(loss / (norm_sq + self.eps), max=self.max_lr)
                for weight, gradient in zip(self.weights, gradients):
                    weight.sub_(gradient * step)
            self.loss = loss.detach()


trainers = {}


def open_(*_):
    return f"CPU, {torch.get_num_threads()} threads"


def prepare(key, problem):
    trainers[key] = Trainer(problem)


def run(key, steps):
    start = time.perf_counter()
    trainers[key].issue(steps)
    ms = 1000 * (time.perf_counter() - start)
    return {"ms": ms, "issueMs": ms, "loss": trainers[key].loss.item(), "remark": None}


def release(key):
    trainers.pop(key, None)


METHODS = {"open": open_, "prepare": prepare, "run": run, "release": release}

for line in sys.stdin:
    call = json.loads(line)
    try:
        reply = {"id": call["id"], "value": METHODS[call["method"]](*call["args"])}
    except Exception as error:  # the conductor shows the sentence
        reply = {"id": call["id"], "error": f"{type(error).__name__}: {error}"}
    print("@reply " + json.dumps(reply), flush=True)
