/** Forward passes in PyTorch, as functions of the page's parameter tensors. */
import { cnnBlocks } from '../../../models/cnn/spec'
import type { OptionValues } from '../../../spec/hyperparameter'
import type { InputShape } from '../../../spec/model'
import { literal } from './python'

const HEAD = `
# --- The model: x [B, H, W, C], p the tensors of TENSORS in their order; returns logits. ---

`

const DENSE = `def dense(x, kernel, bias):
    return x @ kernel + bias


`

/** tfjs pads "same" with the odd pixel behind; PyTorch's own padding is symmetric. */
const CONVOLUTION = `def convolution(x, kernel, bias, stride=1, same=True):
    """x [B, C, H, W]; kernel [height, width, in, out], as the page keeps it."""
    if same:
        pads = []
        for side, size in ((x.shape[3], kernel.shape[1]), (x.shape[2], kernel.shape[0])):
            total = max((math.ceil(side / stride) - 1) * stride + size - side, 0)
            pads += [total // 2, total - total // 2]
        x = F.pad(x, pads)
    return F.conv2d(x, kernel.permute(3, 2, 0, 1), bias, stride=stride)


`

const SOFTMAX = `def model(x, p):
    return dense(x.flatten(1), *p)
`

const ACTIVATIONS: Readonly<Record<string, string>> = {
  relu: 'torch.relu',
  tanh: 'torch.tanh',
  softplus: 'F.softplus',
}

const mlp = (options: OptionValues) => {
  const activation = ACTIVATIONS[String(options.activation)]
  if (activation === undefined) return undefined
  return `def model(x, p):
    x = x.flatten(1)
    for i in range(0, len(p) - 2, 2):
        x = ${activation}(dense(x, p[i], p[i + 1]))
    return dense(x, p[-2], p[-1])
`
}

const cnn = (options: OptionValues, input: InputShape) => {
  const blocks = cnnBlocks(options, input).map(
    ({ padding, pools }) => `(${literal(padding === 'same')}, ${literal(pools)})`,
  )
  return `def model(x, p):
    x = x.permute(0, 3, 1, 2)
    for i, (same, pools) in enumerate([${blocks.join(', ')}]):
        x = torch.relu(convolution(x, p[2 * i], p[2 * i + 1], same=same))
        if pools:
            x = F.max_pool2d(x, 2)
    return dense(x.permute(0, 2, 3, 1).flatten(1), p[-2], p[-1])
`
}

const resnet = (options: OptionValues) => `def model(x, p):
    p = iter(p)

    def layer(x, stride):
        return convolution(x, next(p), next(p), stride)

    x = torch.relu(layer(x.permute(0, 3, 1, 2), 1))
    for stage in range(3):
        for block in range(${String(options.n)}):
            stride = 2 if stage > 0 and block == 0 else 1
            branch = layer(torch.relu(layer(x, stride)), 1)
            shortcut = x if stride == 1 else layer(x, stride)
            x = torch.relu(shortcut + branch)
    return dense(x.mean((2, 3)), next(p), next(p))
`

const MODELS: Readonly<
  Record<string, (options: OptionValues, input: InputShape) => string | undefined>
> = {
  softmax: () => DENSE + SOFTMAX,
  mlp: (options) => {
    const forward = mlp(options)
    return forward === undefined ? undefined : DENSE + forward
  },
  cnn: (options, input) => DENSE + CONVOLUTION + cnn(options, input),
  resnet: (options) => DENSE + CONVOLUTION + resnet(options),
}

/** Source of `model(x, p)`; undefined where this model has not been written in PyTorch. */
export function modelSource(
  id: string,
  options: OptionValues,
  input: InputShape,
): string | undefined {
  const forward = MODELS[id]?.(options, input)
  return forward === undefined ? undefined : HEAD + forward
}
