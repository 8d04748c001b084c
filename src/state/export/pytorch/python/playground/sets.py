"""The data of an experiment, and what each seed makes of them."""

import torch

from .batches import Batches, as_targets, standardiser
from .drawn import initial_weights, noisy_labels
from .network import Network


class Sets:
    def __init__(self, experiment, load, folder, device="cpu", double=False, with_test=True):
        self.experiment, self.data = experiment, experiment["data"]
        self.device, self.dtype = device, torch.float64 if double else torch.float32
        self.standardise = standardiser(self.data["mean"], self.data["std"])
        images, labels = load(folder, True, self.data)
        self.images, self.clean = images[: experiment["examples"]], labels[: experiment["examples"]]
        self.test = load(folder, False, self.data) if with_test else None

    def convert(self, images, labels):
        """Inputs and targets on the device."""
        inputs = self.standardise(images).to(device=self.device, dtype=self.dtype)
        return inputs, as_targets(labels).to(self.device)

    def weights(self, seed):
        return initial_weights(self.experiment["model"]["tensors"], seed)

    def labels(self, seed):
        """Of the training set, wrong ones included."""
        noise, classes = self.experiment["noise"], self.data["classes"]
        return noisy_labels(self.clean, noise, classes, seed)

    def batches(self, seed, labels, alter=None):
        size, shuffle = self.experiment["batch"], self.experiment["shuffle"]
        return Batches(self.images, labels, size, seed, shuffle, self.convert, alter)

    def network(self, model, weights):
        network = Network(model, self.experiment["model"], weights)
        return network.to(device=self.device, dtype=self.dtype)

    def evaluate(self, run, loss_of, images, labels):
        """Mean loss and accuracy of a run over a whole set."""
        loss, hits = 0.0, 0
        with torch.no_grad(), run.evaluation():
            for start in range(0, len(images), 500):
                part = slice(start, start + 500)
                inputs, targets = self.convert(images[part], labels[part])
                logits = run.network(inputs)
                loss += float(loss_of(logits, targets)) * len(targets)
                hits += int((logits.argmax(1) == targets).sum())
        return loss / len(images), hits / len(images)
