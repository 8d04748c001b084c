import type { LossId } from '../../../spec/loss'

const LOSSES: Readonly<Record<LossId, string>> = {
  crossEntropy: 'F.cross_entropy(logits, labels)',
  squared: '(logits - F.one_hot(labels, CLASSES)).square().sum(1).mean() / 2',
}

/** The step around the rule, and the lock-step loop. */
export const trainingSource = (loss: LossId, augment: boolean): string => `
# --- One step, as the page does it, and the lock-step loop over all runs. ---

FINITE = 3e38


def project(w, radius):
    """The nearest point of the ball |w| <= radius."""
    norm = w.square().sum().sqrt()
    return w * (radius / norm) if norm > radius and norm <= FINITE else w


def scheduled(h, step, steps_per_epoch):
    """Learning rate of this step, for the rules that have one."""
    if not hasattr(h, "lr"):
        return None
    factor = 1.0
    if h.schedule == "step":
        factor = h.decayFactor ** math.floor(step / (h.decayEvery * steps_per_epoch))
    elif h.schedule == "cosine":
        factor = (1 + math.cos(math.pi * min(step / (h.horizon * steps_per_epoch), 1))) / 2
    return h.lr * factor


def logits_of(w, images):
    parts = w.split([math.prod(shape) for _, shape, _, _ in TENSORS])
    return model(images, [part.view(shape) for part, (_, shape, _, _) in zip(parts, TENSORS)])


def loss_of(logits, labels):
    return ${LOSSES[loss]}


class Run:
    def __init__(self, index, label, rule, hyper):
        self.index, self.label, self.rule = index, label, rule
        self.h = SimpleNamespace(**hyper)
        self.w, self.state = None, {}
        self.skipped, self.diverged = 0, False

    def step(self, images, labels, step, steps_per_epoch):
        self.h.rate = scheduled(self.h, step, steps_per_epoch)
        w = self.w.clone().requires_grad_()
        loss = loss_of(logits_of(w, images), labels)
        (g,) = torch.autograd.grad(loss, w)
        loss, w, decay = loss.detach(), w.detach(), self.h.weightDecay
        place = self.rule.l2(self.h)
        if place == "objective":
            loss = loss + decay / 2 * w.square().sum()
            g = g + decay * w
        gg = g.square().sum()
        if place == "gradient":
            g = g + decay * w
        usable = bool(loss.abs() <= FINITE and gg <= FINITE)
        size = 0.0
        if usable:
            proposed, self.state, size = self.rule(w, g, loss, gg, self.state, self.h)
            self.w = project(proposed, self.h.radius)
        self.skipped = 0 if usable else self.skipped + 1
        self.diverged = self.skipped >= 10 or (usable and abs(float(loss)) > 1e6)
        return float(loss), float(size)


def standardiser():
    """Bytes to (pixel / 255 - mean) / std in float32, by a table per channel; floats directly."""
    table = np.stack(
        [((np.arange(256) / 255 - mean) / std).astype(np.float32) for mean, std in zip(MEAN, STD)]
    )
    channels = np.arange(len(MEAN))

    def standardise(images):
        if images.dtype == np.uint8:
            return torch.from_numpy(table[channels, images])
        return torch.from_numpy(((images - np.array(MEAN)) / np.array(STD)).astype(np.float32))

    return standardise


def report_hashes(weights, order, images, labels):
    hashes = {
        "weights": hashlib.sha256(weights.tobytes()),
        "order": hashlib.sha256(order.tobytes()),
        "data": hashlib.sha256(images.tobytes() + labels.tobytes()),
    }
    for name, hashed in hashes.items():
        known = PAGE_HASHES.get(name)
        found = hashed.hexdigest()
        verdict = "" if known is None else " equals the page's" if known == found else " DIFFERS"
        print(f"# {name} {found}{verdict}")


def main():
    images, labels = load(train=True)
    images, labels = images[:EXAMPLES], noisy_labels(labels[:EXAMPLES])
    weights = initial_weights()
    report_hashes(weights, epoch_order(len(images), 0), images, labels)

    runs = [Run(i, label, rule, dict(hyper)) for i, (label, rule, hyper) in enumerate(RUNS)]
    standardise = standardiser()
    steps_per_epoch = len(images) // BATCH
    order = None
    print("step,run,loss,step_size")
    for step in range(arguments.steps):
        for at, run, key, value in EDITS:
            if at == step:
                setattr(runs[run].h, key, value)
        if step == 0:
            for run in runs:
                run.w = project(torch.from_numpy(weights.copy()), run.h.radius)
        if step % steps_per_epoch == 0:
            order = epoch_order(len(images), step // steps_per_epoch)${
              augment
                ? `
            changes = epoch_augmentations(len(images), step // steps_per_epoch)`
                : ''
            }
        position = step % steps_per_epoch * BATCH
        chosen = order[position : position + BATCH]
        batch = standardise(${
          augment
            ? 'augmented(images[chosen], changes[position : position + BATCH])'
            : 'images[chosen]'
        })
        targets = torch.from_numpy(labels[chosen].astype(np.int64))
        for run in runs:
            if run.diverged:
                continue
            loss, size = run.step(batch, targets, step, steps_per_epoch)
            print(f"{step},{run.index},{loss:.9g},{size:.9g}")
            if run.diverged:
                print(f"{run.label} has diverged at step {step}.", file=sys.stderr)
    if arguments.test:
        evaluate(runs, standardise)


def evaluate(runs, standardise):
    """Loss and accuracy on the test images, with the weights as they are at the end."""
    images, labels = load(train=False)
    targets = torch.from_numpy(labels.astype(np.int64))
    print("# run,test_loss,test_accuracy")
    with torch.no_grad():
        for run in runs:
            chunks = range(0, len(images), 500)
            logits = torch.cat(
                [logits_of(run.w, standardise(images[i : i + 500])) for i in chunks]
            )
            accuracy = (logits.argmax(1) == targets).float().mean()
            print(f"# {run.index},{loss_of(logits, targets):.6g},{accuracy:.4f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="An experiment of the ALI-G Playground.")
    parser.add_argument("--data", default="data", metavar="DIR", help="folder of the data set")
    parser.add_argument("--steps", type=int, default=STEPS, help="training steps")
    parser.add_argument("--test", action="store_true", help="evaluate on the test images at the end")
    arguments = parser.parse_args()
    main()
`
