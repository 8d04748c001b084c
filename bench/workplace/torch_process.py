"""
PyTorch at the benchmark's workplace: calls as lines of JSON on stdin, replies on stdout. On the
processor, or on a card with CUDA: eagerly, with loss and update compiled, or as one CUDA graph.
"""

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


def loss_of(forward, images, labels, weights):
    return F.cross_entropy(forward(images, weights), labels)


def update(weights, gradients, loss, max_lr, eps):
    norm_sq = sum((gradient * gradient).sum() for gradient in gradients)
    step = torch.clamp(loss / (norm_sq + eps), max=max_lr)
    for weight, gradient in zip(weights, gradients):
        weight.sub_(gradient * step)


def compiled(function):
    if not hasattr(torch, "compile"):
        raise RuntimeError(f"PyTorch {torch.__version__} has no torch.compile")
    return torch.compile(function)


class Trainer:
    def __init__(self, problem, device, kind):
        height, width, channels = problem["input"]
        files = problem["files"]
        images = read(files["images"], torch.float32)
        images = images.reshape(problem["batch"], height, width, channels)
        self.images = images.permute(0, 3, 1, 2).contiguous().to(device)
        self.labels = read(files["labels"], torch.int32).long().to(device)
        self.forward = FORWARD[problem["name"]]
        self.max_lr, self.eps = problem["maxLr"], problem["eps"]
        self.weights = [
            tensor.to(device).detach().requires_grad_() for tensor in self.tensors(problem)
        ]
        self.loss_of = compiled(loss_of) if kind == "compile" else loss_of
        self.update = compiled(update) if kind == "compile" else update
        self.graph = None
        self.loss = self.captured() if kind == "graph" else None

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
            yield tensor.contiguous()

    def step(self):
        loss = self.loss_of(self.forward, self.images, self.labels, self.weights)
        gradients = torch.autograd.grad(loss, self.weights)
        with torch.no_grad():
            self.update(self.weights, gradients, loss, self.max_lr, self.eps)
        return loss.detach()

    def captured(self):
        """Records a step, undoes those that warm up for it, and returns where the loss will be."""
        before = [weight.detach().clone() for weight in self.weights]
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                self.step()
        torch.cuda.current_stream().wait_stream(stream)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            loss = self.step()
        with torch.no_grad():
            for weight, value in zip(self.weights, before):
                weight.copy_(value)
        return loss

    def issue(self, steps):
        for _ in range(steps):
            if self.graph is None:
                self.loss = self.step()
            else:
                self.graph.replay()


trainers = {}
workplace = {"device": "cpu", "kind": "eager"}


def open_(engine="pytorch", *_):
    """Engines: pytorch, on the processor; pytorch-cuda-eager, -compile and -graph."""
    if not engine.startswith("pytorch-cuda-"):
        return f"CPU, {torch.get_num_threads()} threads"
    if not torch.cuda.is_available():
        raise RuntimeError(f"PyTorch {torch.__version__} finds no card with CUDA")
    workplace.update(device="cuda", kind=engine.removeprefix("pytorch-cuda-"))
    return torch.cuda.get_device_name()


def prepare(key, problem):
    trainers[key] = Trainer(problem, **workplace)


def run(key, steps):
    start = time.perf_counter()
    trainers[key].issue(steps)
    issue_ms = 1000 * (time.perf_counter() - start)
    # Waits for the card.
    loss = trainers[key].loss.item()
    ms = 1000 * (time.perf_counter() - start)
    return {"ms": ms, "issueMs": issue_ms, "loss": loss, "remark": None}


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
