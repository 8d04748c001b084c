/** The Python modules tested by Python itself, and held beside what the page computes. */
import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { augmented, epochAugmentations } from '../../../data/augment'
import { noisyLabels } from '../../../data/noise'
import { epochOrder } from '../../../data/order'
import { spiralPoints } from '../../../data/spirals/loader'
import { spirals } from '../../../data/spirals/spec'
import { initialWeights } from '../../../engine/run/initialWeights'
import { optimizerSpecs } from '../../../optimizers/specs'
import { createStream } from '../../../random/stream'
import { defaultValues } from '../../../spec/hyperparameter'
import type { ParameterTensor } from '../../../spec/model'
import { generatedModule } from './testing/generatedModule'
import { requirePython, runPython } from './testing/python'
import { SCRIPTS } from './testing/scripts'

const tests: Readonly<Record<string, string>> = import.meta.glob('./python/tests/test_*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const SLOW = 120_000

describe('unit tests in Python', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await generatedModule(optimizerSpecs)
  })
  afterAll(() => rm(folder, { recursive: true }))

  it.for(Object.entries(tests))('%s', { timeout: SLOW }, async ([path, source], context) => {
    const modules = ['numpy', 'torch'].filter((name) => source.includes(`\nimport ${name}`))
    const python = await requirePython(context, modules)
    runPython(python, ['-m', 'unittest', path.replace('./python/', '')], '', [folder])
    expect(source).toMatch(/^ {4}def test_/m)
  })
})

describe('every script', () => {
  it.for(SCRIPTS)('is a Python program: $name', { timeout: SLOW }, async ({ text }, context) => {
    const python = await requirePython(context)
    const compile = 'import sys; compile(sys.stdin.read(), "script.py", "exec"); print("compiled")'
    expect(runPython(python, ['-W', 'error', '-c', compile], text)).toBe('compiled\n')
  })
})

describe('what Python draws', () => {
  const take = (n: number, next: () => number) => Array.from({ length: n }, next)
  const tensors: ParameterTensor[] = [
    { name: 'a', shape: [3, 4], init: 'he', fanIn: 3 },
    { name: 'b', shape: [4], init: 'zeros', fanIn: 3 },
    { name: 'c', shape: [5], init: 'he', fanIn: 4, gain: 0.25 },
  ]
  const labels = Uint8Array.from({ length: 40 }, (_, i) => (7 * i) % 5)
  const points = defaultValues(spirals.options)

  it.for([
    [0, 0],
    [1, 7],
    [123456, 3],
    [2 ** 32 - 1, 2 ** 31],
  ] as const)('is what the page draws, seed %d, epoch %d', async ([seed, epoch], context) => {
    const python = await requirePython(context, ['numpy'])
    const asked = {
      ...{ seed, epoch, images: 4, labels: [...labels], classes: 5, noise: 0.3 },
      spirals: { options: points, test_points: 60 },
      tensors: tensors.map(({ fanIn, gain = 1, ...rest }) => ({ ...rest, fan_in: fanIn, gain })),
    }
    const answer: unknown = JSON.parse(
      runPython(python, ['tests/drawn_as_json.py'], JSON.stringify(asked)),
    )
    const stream = createStream(seed, 'noise', epoch)
    const changes = epochAugmentations(4, seed, epoch)
    const test = spiralPoints(points, 60, 1)
    expect(answer).toEqual({
      bits: take(20, stream.bits),
      below: [1, 2, 9, 60_000, 2 ** 21].map(stream.below),
      normal: take(20, stream.normal),
      order: [...epochOrder(50, seed, true, epoch)],
      labels: [...noisyLabels(labels, 0.3, 5, seed)],
      weights: [...initialWeights(tensors, seed)],
      augmentations: changes.map(({ down, right, mirrored }) => [down, right, mirrored]),
      augmented: changes.flatMap((change, i) => {
        const image = Uint8Array.from({ length: 60 }, (_, at) => 60 * i + at)
        return [...augmented(image, { height: 4, width: 5, channels: 3 }, change)]
      }),
      points: [...test.images],
      arms: [...test.labels],
    })
  })
})
