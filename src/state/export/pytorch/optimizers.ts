/** Update rules written out in Python, one function per optimizer. */

const HEAD = `
# --- Update rules: w, g [P]; loss, gg = |g|^2 rank 0; h hyperparameters. ---
# Each returns (new weights, new state, step size).
`

const ALIG = `

def alig(w, g, loss, gg, state, h):
    """ALI-G: the step at which the linearised loss would reach 0, never longer than maxLr."""
    gamma = (loss / (gg + h.eps)).clamp(0.0, h.maxLr)
    mu, b = h.momentum, state.get("b", torch.zeros_like(w))
    if h.momentumMode == "adjusted":
        b = mu * b - g
        carried = gamma * mu * b if gg > 0 else torch.zeros_like(b)
    else:
        b = mu * b - gamma * g
        carried = mu * b
    w = w - gamma * g + carried
    return w, {"b": b if mu > 0 else torch.zeros_like(b)}, gamma


# The loss of ALI-G's step includes its L2 term.
alig.l2 = lambda h: "objective"
`

const SGD = `

def sgd(w, g, loss, gg, state, h):
    """b <- mu b + g, w <- w - lr b; Nesterov: w <- w - lr (g + mu b)."""
    mu = h.momentum
    b = mu * state.get("b", torch.zeros_like(w)) + g
    w = w - h.rate * (g + mu * b if h.nesterov else b)
    return w, {"b": b if mu > 0 else torch.zeros_like(b)}, h.rate


sgd.l2 = lambda h: "gradient"
`

const ADAM = `

def adam(w, g, loss, gg, state, h):
    """Adam; AdamW with decay "decoupled". c1 and c2 are 1 - beta^t, also after an edit of beta."""
    zeros = torch.zeros_like(w)
    m = h.beta1 * state.get("m", zeros) + (1 - h.beta1) * g
    v = h.beta2 * state.get("v", zeros) + (1 - h.beta2) * g.square()
    c1 = h.beta1 * state.get("c1", 0.0) + (1 - h.beta1)
    c2 = h.beta2 * state.get("c2", 0.0) + (1 - h.beta2)
    if h.decay == "decoupled":
        w = w * (1 - h.rate * h.weightDecay)
    w = w - h.rate / c1 * m / ((v / c2).sqrt() + h.eps)
    return w, {"m": m, "v": v, "c1": c1, "c2": c2}, h.rate


adam.l2 = lambda h: "rule" if h.decay == "decoupled" else "gradient"
`

const RULES: Readonly<Record<string, string>> = { alig: ALIG, sgd: SGD, adam: ADAM }

/** Source of the rules with these ids; undefined where one has not been written in Python. */
export function rulesSource(ids: readonly string[]): string | undefined {
  const sources = [...new Set(ids)].map((id) => RULES[id])
  return sources.includes(undefined) ? undefined : HEAD + sources.join('')
}
