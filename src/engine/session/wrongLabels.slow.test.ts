/** Wrong labels as a whole session has them: in the training set alone, as many as asked for. */
import { readFile } from 'node:fs/promises'
import '@tensorflow/tfjs-backend-cpu'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { file, idx } from '../../data/userData/files.fixture'
import { packUserData, summarise } from '../../data/userData/pack'
import { readUserData } from '../../data/userData/readUserData'
import { datasetLoader } from '../../data/registry'
import { dataShape } from '../../data/specs'
import { decodeLink } from '../../experiment/link'
import { createStream } from '../../random/stream'
import type { PackedUserData } from '../../spec/userData'
import { asRunId } from '../../spec/runId'
import type { Command, Inspection, Predictions, SessionMessage } from '../../worker/protocol'
import { SessionHost } from './sessionHost'

const PUBLIC = new URL('../../../public/', import.meta.url)
const BASE = 'http://host/sub/'

/** The packed sets, as a static host would hand them out. */
function servePublic() {
  vi.stubGlobal(
    'fetch',
    async (url: string) =>
      new Response(new Uint8Array(await readFile(new URL(url.replace(BASE, ''), PUBLIC)))),
  )
}
afterEach(() => void vi.unstubAllGlobals())

/** 430 grey images of 5 x 7 in 47 classes, in no order; the last 43 are held out. */
async function userFiles(): Promise<{ link: string; userData: PackedUserData }> {
  const stream = createStream(3, 'data')
  const bytes = (count: number, below: number) =>
    Uint8Array.from({ length: count }, () => stream.below(below))
  // Each class in both parts.
  const labels = bytes(430, 47).map((label, i) => (i < 47 ? i : label))
  const data = await readUserData([
    file('images', idx([430, 5, 7], bytes(430 * 35, 256))),
    file('labels', idx([430], labels)),
  ])
  const { mean, std, sha256, trainCount, testCount } = summarise(data, '')
  return {
    link: `data=own,sha256:${sha256},classes:47,height:5,width:7,train:${trainCount},test:${testCount}`,
    userData: { packed: packUserData(data), statistics: { mean, std } },
  }
}

const EXAMPLES = 380

/** Loads an experiment as the worker does, and waits for the answer to a question. */
function answer<T>(
  { link, noise, userData }: { link: string; noise: number; userData: PackedUserData | undefined },
  question: Command,
  found: (event: SessionMessage['event']) => T | undefined,
): Promise<T> {
  const { experiment, notices } = decodeLink(
    `v=1&${link}&model=softmax&shuffle=0&examples=${EXAMPLES}&batch=${EXAMPLES}&noise=${noise}` +
      '&backend=cpu&run=sgd',
  )
  expect(notices).toEqual([])
  return new Promise<T>((resolve, reject) => {
    const host = new SessionHost(({ event }) => {
      const result = found(event)
      if (event.type === 'failed') reject(new Error(event.sentence))
      if (result !== undefined) resolve(result)
    })
    const session = 1
    const load: Command = {
      type: 'load',
      experiment,
      runIds: [asRunId(0)],
      baseUrl: BASE,
      ...(userData ? { userData } : {}),
    }
    for (const command of [load, question]) host.handle({ session, command })
  })
}

/** All training examples in use, in file order. */
const trainingOf = (setup: { link: string; noise: number; userData: PackedUserData | undefined }) =>
  answer<Predictions>(
    setup,
    { type: 'query', query: { kind: 'batch', count: EXAMPLES } },
    (event) => (event.type === 'predictions' ? event.predictions : undefined),
  )

/** Where the evaluation of all test examples goes wrong. */
const inspectionOf = (setup: {
  link: string
  noise: number
  userData: PackedUserData | undefined
}) =>
  answer<Inspection>(setup, { type: 'inspect', on: true }, (event) =>
    event.type === 'inspection' ? event.inspection : undefined,
  )

const wrongOnes = ({ labels, trueLabels }: Predictions) =>
  [...labels.keys()].filter((i) => labels[i] !== trueLabels[i])

describe.each(['mnist', 'cifar10', 'own'])('wrong labels in %s', (id) => {
  it('are exactly as many as asked for, nested, and none of the test set', async () => {
    servePublic()
    const { link, userData } =
      id === 'own' ? await userFiles() : { link: `data=${id}`, userData: undefined }
    const { data } = decodeLink(link).experiment
    const request = { baseUrl: BASE, examples: EXAMPLES, options: data.options, userData }

    const half = await trainingOf({ link, noise: 0.5, userData })
    const fifth = await trainingOf({ link, noise: 0.2, userData })
    const clean = await datasetLoader(id).loadTrain(request)
    expect([...half.trueLabels]).toEqual([...clean.labels])
    expect(wrongOnes(half)).toHaveLength(Math.round(EXAMPLES * 0.5))
    expect(wrongOnes(fifth)).toHaveLength(Math.round(EXAMPLES * 0.2))
    for (const i of wrongOnes(fifth)) expect(half.labels[i]).toBe(fifth.labels[i])

    const published = await datasetLoader(id).loadTest(request)
    const { confusion, classes, worst } = await inspectionOf({ link, noise: 0.5, userData })
    expect(worst.labels.length).toBeGreaterThan(10)
    expect([...worst.labels]).toEqual([...worst.indices].map((i) => published.labels[i]))
    dataShape(data).classNames.forEach((_, label) => {
      const row = confusion.subarray(label * classes, (label + 1) * classes)
      const inFile = published.labels.filter((one) => one === label).length
      expect(row.reduce((sum, n) => sum + n, 0)).toBe(inFile)
    })
  }, 60_000)
})
