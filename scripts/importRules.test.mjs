import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import rules from '../.dependency-cruiser.mjs'

const TENSORS = '@tensorflow/tfjs-core'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-rules-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function write(path, text) {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), text)
}

/**
 * What the rules say of a made-up tree.
 * @param {Record<string, string>} files by path
 * @returns {Promise<string[]>} lines `rule: from -> to`
 */
async function verdicts(files) {
  const stub = `node_modules/${TENSORS}`
  await write('package.json', JSON.stringify({ dependencies: { [TENSORS]: '1.0.0' } }))
  await write(`${stub}/package.json`, JSON.stringify({ name: TENSORS, main: 'index.js' }))
  await write(`${stub}/index.js`, '')
  for (const [path, text] of Object.entries(files)) await write(path, text)
  const { doNotFollow, tsPreCompilationDeps, enhancedResolveOptions } = rules.options
  const { output } = await cruise(
    ['src'],
    {
      doNotFollow,
      tsPreCompilationDeps,
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: rules.forbidden },
    },
    enhancedResolveOptions,
  )
  return output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
}

/** A tree in which each of these imports is a line of its file. */
function treeOf(imports) {
  const files = {}
  for (const [, to] of imports) if (to !== TENSORS) files[to] = ''
  for (const [from, to, clause = 'import'] of imports) {
    const up = '../'.repeat(from.split('/').length - 1)
    files[from] = `${files[from] ?? ''}${clause} '${to === TENSORS ? to : up + bare(to)}'\n`
  }
  return files
}
const bare = (path) => path.replace(/\.tsx?$/, '')

describe('the table of rooms', () => {
  it('lets each room import what it is made for', async () => {
    const tree = treeOf([
      ['src/models/mlp/model.ts', TENSORS],
      ['src/optimizers/specs.ts', 'src/optimizers/alig/spec.ts'],
      ['src/optimizers/sgd/spec.ts', 'src/optimizers/defineOptimizer.ts'],
      ['src/optimizers/defineOptimizer.ts', 'src/rules/parseRule.ts'],
      ['src/spec/optimizer.ts', 'src/rules/types.ts'],
      ['src/engine/rules/tfjsRule.ts', TENSORS],
      ['src/models/mlp/model.ts', 'src/models/layers.ts'],
      ['src/models/layers.ts', TENSORS],
      ['src/data/noise.ts', 'src/random/stream.ts'],
      ['src/experiment/schema.ts', 'src/optimizers/specs.ts'],
      ['src/engine/session/session.ts', 'src/models/registry.ts'],
      ['src/engine/session/session.ts', 'src/worker/protocol.ts'],
      ['src/engine/session/session.ts', TENSORS],
      ['src/worker/train.worker.ts', 'src/engine/session/host.ts'],
      ['src/worker/train.worker.ts', TENSORS],
      ['src/worker/userData.worker.ts', 'src/data/userData/read.ts'],
      ['src/worker/client.ts', 'src/worker/protocol.ts'],
      ['src/state/index.ts', 'src/worker/client.ts'],
      ['src/state/browser/offline.ts', 'src/offline/register.ts'],
      ['src/state/browser/offline.ts', 'src/offline/openTabs.ts'],
      ['src/state/series/store.ts', 'src/optimizers/alig/spec.ts'],
      ['src/state/series/store.ts', TENSORS, 'import type { Tensor } from'],
      ['src/ui/App.tsx', 'src/state/index.ts'],
      ['src/ui/runs/RunCard.tsx', 'src/optimizers/specs.ts'],
      ['src/ui/runs/RunCard.tsx', 'src/ui/controls/state.ts'],
      ['src/main.tsx', 'src/ui/App.tsx'],
      ['src/ui/App.test.tsx', 'src/engine/session/session.ts'],
      ['src/ui/App.test.tsx', 'fixtures/numbers.ts'],
    ])
    expect(await verdicts(tree)).toEqual([])
  })

  it('closes each room to everything else', async () => {
    const cases = [
      ['room-spec', 'src/spec/model.ts', 'src/random/stream.ts'],
      ['tensors-in-the-worker', 'src/optimizers/alig/spec.ts', TENSORS],
      ['tensors-in-the-worker', 'src/rules/evaluate.ts', TENSORS],
      ['room-pure-specs', 'src/optimizers/alig/spec.ts', 'src/optimizers/alig/rule.ts'],
      ['room-optimizers', 'src/optimizers/alig/rule.ts', 'src/models/layers.ts'],
      ['room-optimizers', 'src/optimizers/alig/rule.ts', 'src/engine/run/step.ts'],
      ['tensors-in-the-worker', 'src/data/shards.ts', TENSORS],
      ['room-data', 'src/data/shards.ts', 'src/experiment/fields.ts'],
      ['room-experiment', 'src/experiment/schema.ts', 'src/models/registry.ts'],
      ['room-experiment', 'src/experiment/schema.ts', 'src/optimizers/alig/rule.ts'],
      ['room-engine', 'src/engine/session/session.ts', 'src/worker/client.ts'],
      ['room-engine', 'src/engine/session/session.ts', 'src/state/index.ts'],
      ['room-workers', 'src/worker/train.worker.ts', 'src/data/noise.ts'],
      ['room-worker-client', 'src/worker/client.ts', 'src/engine/run/step.ts'],
      ['tensors-in-the-worker', 'src/worker/client.ts', TENSORS],
      ['room-state', 'src/state/series/store.ts', 'src/engine/run/step.ts'],
      ['room-state', 'src/state/series/store.ts', 'src/worker/train.worker.ts'],
      ['tensors-in-the-worker', 'src/state/series/store.ts', TENSORS],
      ['room-state', 'src/state/browser/offline.ts', 'src/offline/serviceWorker.ts'],
      ['room-offline', 'src/offline/register.ts', 'src/state/index.ts'],
      ['room-charts', 'src/charts/LineChart.tsx', 'src/state/index.ts'],
      ['room-charts', 'src/charts/LineChart.tsx', 'src/experiment/fields.ts'],
      ['room-ui', 'src/ui/App.tsx', 'src/engine/run/step.ts'],
      ['room-ui', 'src/ui/App.tsx', 'src/worker/client.ts'],
      ['room-ui', 'src/ui/App.tsx', 'src/models/registry.ts'],
      ['page-without-tools', 'src/ui/App.tsx', 'fixtures/numbers.ts'],
      ['page-without-tools', 'src/ui/App.tsx', 'scripts/tool.ts'],
      ['page-without-sources', 'src/data/loader.ts', 'src/data/mnist/source.mjs'],
      ['room-entry', 'src/main.tsx', 'src/engine/run/step.ts'],
      ['tensors-in-the-worker', 'src/main.tsx', TENSORS],
    ]
    const found = await verdicts(treeOf(cases.map(([, from, to]) => [from, to])))
    const resolved = (to) => (to === TENSORS ? `node_modules/${TENSORS}/index.js` : to)
    expect(found.sort()).toEqual(
      cases.map(([rule, from, to]) => `${rule}: ${from} -> ${resolved(to)}`).sort(),
    )
  })

  it('sees a value of TensorFlow.js beside a type, and one that is loaded later', async () => {
    const type = `import type { Tensor } from '${TENSORS}'\n`
    const found = await verdicts({
      'src/ui/Beside.tsx': `${type}import { add } from '${TENSORS}'\nadd()\n`,
      'src/ui/Later.tsx': `${type}export const later = () => import('${TENSORS}')\n`,
      'src/ui/Types.tsx': `${type}export type One = Tensor | import('${TENSORS}').Rank\n`,
    })
    expect(found.map((line) => line.split(' -> ')[0]).sort()).toEqual([
      'tensors-in-the-worker: src/ui/Beside.tsx',
      'tensors-in-the-worker: src/ui/Later.tsx',
    ])
  })
})

it('no circle is let through, be it of types alone', async () => {
  const found = await verdicts({
    'src/ui/a.ts': "import { b } from './b'\nexport const a = b\n",
    'src/ui/b.ts': "import type { A } from './c'\nexport const b: A = 1\n",
    'src/ui/c.ts': "import type { a } from './a'\nexport type A = typeof a\n",
  })
  expect(found.length).toBeGreaterThan(0)
  expect(found.every((line) => line.startsWith('no-circles: '))).toBe(true)
})

it('the engine and the state have nothing loose but an index, types and tests', async () => {
  const empty = (...paths) => Object.fromEntries(paths.map((path) => [path, '']))
  const imports = (...paths) => paths.map((path) => `import './${path}'\n`).join('')
  const found = await verdicts({
    ...empty('src/engine/index.ts', 'src/engine/types.ts', 'src/engine/loose.ts'),
    ...empty('src/engine/run/step.ts', 'src/state/loose.tsx'),
    'src/engine/run/user.ts': imports('../index', '../types', '../loose', './step'),
    'src/state/series/user.ts': imports('../loose'),
    'src/engine/index.test.ts': imports('index'),
  })
  expect(found.sort()).toEqual([
    'nothing-loose: src/engine/run/user.ts -> src/engine/loose.ts',
    'nothing-loose: src/state/series/user.ts -> src/state/loose.tsx',
  ])
})
