"""Steps of generated optimizers on given losses and gradients: cases in, numbers out, as JSON.

The classes are in a module called generated. Weights are two parameters in groups of their own, so
that sums over all of them are tested too.
"""

import json
import sys

import generated
import torch


def numbers(parameters):
    """As texts, which JSON has for infinity and NaN too."""
    return [repr(x) for p in parameters for x in p.detach().double().tolist()]


def steps_of(case, dtype):
    cut = len(case["start"]) // 2
    parts = [slice(None, cut), slice(cut, None)]
    parameters = [
        torch.tensor(case["start"][part], dtype=dtype, requires_grad=True) for part in parts
    ]
    groups = [{"params": [p]} for p in parameters]
    optimizer = getattr(generated, case["class"])(groups, **case["options"])
    for i, (loss, gradient) in enumerate(zip(case["losses"], case["gradients"])):
        loss = torch.tensor(float(loss), dtype=dtype)
        # Saved and read back in between, nothing may be lost.
        if i == len(case["losses"]) // 2:
            saved = optimizer.state_dict()
            optimizer = getattr(generated, case["class"])(groups, **case["options"])
            optimizer.load_state_dict(saved)

        def closure(loss=loss, gradient=gradient):
            for p, part in zip(parameters, parts):
                p.grad = torch.tensor(gradient[part], dtype=dtype)
            return loss

        assert optimizer.step(closure) is loss
        size = 0.0 if optimizer.skipped else optimizer.param_groups[0]["step_size"]
        yield {"w": numbers(parameters), "step_size": repr(float(size))}
    if hasattr(optimizer, "eval"):
        trained = numbers(parameters)
        optimizer.eval()
        optimizer.eval()
        yield {"w": numbers(parameters), "step_size": "0.0"}
        optimizer.train()
        assert numbers(parameters) == trained


asked = json.load(sys.stdin)
dtype = getattr(torch, asked["dtype"])
json.dump([list(steps_of(case, dtype)) for case in asked["cases"]], sys.stdout)
