import { expect, test } from '@playwright/test'
import { numbers, PlaygroundPage, withoutSeconds } from './playgroundPage'
import { packedMnist } from './reference/packedMnist'
import { softmaxTwin, type TwinRow, type TwinRule } from './reference/softmaxTwin'

const STEPS = 60
const SOFTMAX =
  `model=softmax&shuffle=0&steps=${STEPS}&eval=1000` +
  '&run=alig,maxLr:1&run=alig,maxLr:0.01&run=alig,maxLr:0.1,momentum:0.9' +
  '&run=sgd,lr:0.1&run=sgd,lr:0.01,momentum:0.9,nesterov:1&run=adam,lr:0.001'

const RULES: readonly TwinRule[] = [
  { kind: 'alig', maxLr: 1 },
  { kind: 'alig', maxLr: 0.01 },
  { kind: 'alig', maxLr: 0.1, momentum: 0.9 },
  { kind: 'sgd', lr: 0.1 },
  { kind: 'sgd', lr: 0.01, momentum: 0.9, nesterov: true },
  { kind: 'adam', lr: 0.001 },
]

/**
 * Columns of the table and what the twin calls them. Adam divides by the root of the second
 * moment: where a gradient is nearly 0 that makes rounding errors as large as the step, which
 * the gradient norm shows at once and the loss does not.
 */
const columnsOf = ({ kind }: TwinRule): readonly (readonly [string, keyof TwinRow])[] => [
  ['loss', 'loss'],
  ['step_size', 'stepSize'],
  ...(kind === 'adam'
    ? []
    : ([
        ['grad_norm_sq', 'gradNormSq'],
        ['effective_step', 'effectiveStep'],
      ] as const)),
]

let twins: readonly (readonly TwinRow[])[]
test.beforeAll(() => {
  const data = packedMnist(10_000)
  twins = RULES.map((rule) => softmaxTwin({ ...data, rule, batch: 100, steps: STEPS }))
})

for (const backend of ['wasm', 'webgpu']) {
  test(`softmax regression on ${backend} agrees with a float64 computation`, async ({ page }) => {
    test.setTimeout(400_000)
    const playground = new PlaygroundPage(page)
    await playground.open(`${SOFTMAX}&backend=${backend}`)
    await expect(page.getByTestId('backend')).toHaveText(backend)
    await playground.trainToLimit(360_000)
    const rows = await playground.exportRows('Metrics (CSV)')
    expect(rows).toHaveLength(STEPS * RULES.length)

    twins.forEach((twin, run) => {
      for (const [column, key] of columnsOf(RULES[run]!)) {
        const measured = numbers(rows, run, column)
        const errors = twin.map((row, step) => Math.abs(measured[step]! / (row[key] as number) - 1))
        expect(Math.max(...errors), `${column} of run ${run}`).toBeLessThan(1e-3)
      }
    })
    expect(numbers(rows, 0, 'step_size')[0]).toBeCloseTo(0.10943, 5)
    expect(numbers(rows, 0, 'step_size')[1]).toBeCloseTo(0.0614, 5)
    expect(numbers(rows, 0, 'loss')[1]).toBeCloseTo(1.70779, 4)
  })
}

test('the same link gives the same table twice, and the same hashes on both backends', async ({
  page,
}) => {
  const link = 'examples=500&batch=50&steps=30&eval=1000&edit=10,0,maxLr:0.05'
  const train = async (backend: string, steps: string) => {
    const playground = new PlaygroundPage(page)
    await page.goto('about:blank')
    await playground.open(`${link.replace('steps=30', steps)}&backend=${backend}`)
    await playground.trainToLimit()
    const json = JSON.parse(await playground.exportText('Experiment (JSON)')) as {
      hashes: Record<string, string>
    }
    const rows = await playground.exportRows('Metrics (CSV)')
    return { rows: withoutSeconds(rows), hashes: json.hashes }
  }
  const first = await train('wasm', 'steps=30')
  const second = await train('wasm', 'steps=30')
  expect(first.rows).toHaveLength(90)
  expect(second.rows).toEqual(first.rows)
  expect(numbers(first.rows, 0, 'max_lr').slice(9, 11)).toEqual([0.2, 0.05])

  const gpu = await train('webgpu', 'steps=5')
  const gpuAgain = await train('webgpu', 'steps=5')
  expect(gpuAgain.rows).toEqual(gpu.rows)
  expect(gpu.hashes).toEqual(first.hashes)
  for (const hash of Object.values(gpu.hashes)) expect(hash).toMatch(/^[0-9a-f]{64}$/)
  for (const run of [0, 1, 2]) {
    const onGpu = numbers(gpu.rows, run, 'loss')
    const onWasm = numbers(first.rows, run, 'loss').slice(0, 5)
    onGpu.forEach((loss, step) => expect(loss / onWasm[step]!).toBeCloseTo(1, 4))
  }
})
