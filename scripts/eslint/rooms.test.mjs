import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'
import { rooms } from './rooms.mjs'

const linter = new Linter()
/** @type {Linter.Config[]} */
const config = [
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin },
  },
  ...rooms,
]

/** True where the file may hold this line. */
function allows(file, line) {
  const messages = linter.verify(line, config, { filename: file })
  expect(messages.filter(({ fatal }) => fatal)).toEqual([])
  return messages.length === 0
}
const importing = (path) => `import { x } from '${path}'\nx()`

describe('the table of rooms', () => {
  it.each([
    ['src/optimizers/alig/rule.ts', '@tensorflow/tfjs-core'],
    ['src/optimizers/alig/rule.ts', '../../spec/optimizer'],
    ['src/optimizers/specs.ts', './alig/spec'],
    ['src/models/mlp/model.ts', '../layers'],
    ['src/data/noise.ts', '../random/stream'],
    ['src/experiment/schema.ts', '../optimizers/specs'],
    ['src/engine/session/session.ts', '../optimizers/registry'],
    ['src/engine/session/session.ts', '../worker/protocol'],
    ['src/worker/train.worker.ts', '../engine/sessionHost'],
    ['src/worker/client.ts', './protocol'],
    ['src/state/store/store.ts', '../worker/client'],
    ['src/ui/App.tsx', '../state/store'],
    ['src/ui/runs/RunCard.tsx', '../../optimizers/specs'],
    ['src/ui/runs/RunCard.tsx', '../controls/state'],
    ['src/main.tsx', './ui/App'],
    ['src/ui/App.test.tsx', '../engine/session'],
  ])('lets %s import %s', (file, path) => {
    expect(allows(file, importing(path))).toBe(true)
  })

  it.each([
    ['src/spec/model.ts', '../random/stream'],
    ['src/optimizers/alig/spec.ts', '@tensorflow/tfjs-core'],
    ['src/optimizers/alig/rule.ts', '../../models/layers'],
    ['src/optimizers/alig/rule.ts', '../../engine/trainStep'],
    ['src/data/shards.ts', '@tensorflow/tfjs-core'],
    ['src/data/shards.ts', '../experiment/schema'],
    ['src/experiment/schema.ts', '../optimizers/registry'],
    ['src/experiment/schema.ts', '../optimizers/alig/rule'],
    ['src/engine/session/session.ts', '../worker/client'],
    ['src/engine/session/session.ts', '../state/store'],
    ['src/worker/client.ts', '../engine/session'],
    ['src/worker/client.ts', '@tensorflow/tfjs-core'],
    ['src/state/store/store.ts', '../engine/session'],
    ['src/state/store/store.ts', '../worker/train.worker'],
    ['src/state/store/store.ts', '@tensorflow/tfjs-core'],
    ['src/charts/LineChart.tsx', '../state/store'],
    ['src/charts/LineChart.tsx', '../experiment/experiment'],
    ['src/ui/App.tsx', '../engine/session'],
    ['src/ui/App.tsx', '../worker/client'],
    ['src/ui/App.tsx', '../models/registry'],
    ['src/ui/App.tsx', '../../fixtures/x.json'],
    ['src/main.tsx', './engine/session'],
    ['src/main.tsx', '@tensorflow/tfjs'],
    ['src/data/registry.ts', './mnist/source.mjs'],
  ])('does not let %s import %s', (file, path) => {
    expect(allows(file, importing(path))).toBe(false)
  })

  it('lets the main thread import types of TensorFlow.js', () => {
    const line = "import type { Tensor } from '@tensorflow/tfjs-core'\nexport type X = Tensor"
    expect(allows('src/state/store/store.ts', line)).toBe(true)
  })
})
