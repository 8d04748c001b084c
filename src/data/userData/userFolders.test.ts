import { readFileSync, writeFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { CASES, REFUSED, type UserDataCase } from '../../../fixtures/userData/cases'
import * as make from '../../../fixtures/userData/makeFolders'
import { SIDE } from '../../../fixtures/userData/pictures'
import { fromRoot } from '../../../scripts/setup/paths.mjs'
import type { LeftOutFiles } from '../../spec/userData'
import type { OpenPicture } from './decodeImages'
import type { UserData } from './userImages'
import { readUserData } from './readUserData'
import { SPLIT_NAMES } from './splitNames'

/** Stands in for the browser's decoder. Of kinds other than PNG, only the size is known here. */
const openPicture: OpenPicture = async ({ blob }) => {
  const bytes = Buffer.from(await blob.arrayBuffer())
  const isPng = bytes.toString('latin1', 1, 4) === 'PNG'
  const data = isPng ? pixelsOfPng(bytes) : new Uint8ClampedArray(4 * SIDE * SIDE)
  return { width: SIDE, height: SIDE, close: () => undefined, draw: () => data }
}

/** Of the pictures made here: one block of unfiltered rows. */
function pixelsOfPng(bytes: Buffer): Uint8ClampedArray {
  const start = 33
  const rows = inflateSync(bytes.subarray(start + 8, start + 8 + bytes.readUInt32BE(start)))
  return Uint8ClampedArray.from({ length: 4 * SIDE * SIDE }, (_, i) => {
    const [pixel, channel] = [i >> 2, i & 3]
    return channel === 3 ? 255 : rows[Math.floor(pixel / SIDE) + 1 + 3 * pixel + channel]!
  })
}

const read = (files: readonly make.UserFile[]): Promise<UserData> =>
  readUserData(
    files.map(({ path, bytes }) => ({ path, blob: new Blob([Uint8Array.from(bytes)]) })),
    { openPicture },
  )

const leftOutWords = ({ reason, names, count }: LeftOutFiles) =>
  `"${names[0]}"${count > 1 ? ` and ${count - 1} more` : ''}: ${reason}`

const said = ({ leftOut, notes }: UserData) => [...notes, ...leftOut.map(leftOutWords)]

const countLeftOut = ({ leftOut }: UserData) => leftOut.reduce((sum, { count }) => sum + count, 0)

describe('what people drop is read as they mean it', () => {
  it.each(CASES.map((one) => [one.dropped, one] as const))('%s', async (_, one) => {
    const data = await read(one.files)
    expect({ train: data.train.count, test: data.test.count }).toEqual({
      train: one.train,
      test: one.test,
    })
    if (typeof one.classes === 'number') expect(data.classNames).toHaveLength(one.classes)
    else expect(data.classNames).toEqual(one.classes)
    expect(countLeftOut(data), said(data).join('\n')).toBe(one.leftOut ?? 0)
    if (one.says) expect(said(data).join('\n')).toMatch(one.says)
    for (const labels of [data.train.labels, data.test.labels])
      expect(Math.max(...labels)).toBeLessThan(data.classNames.length)
  })

  it.each(REFUSED.map((one) => [one.dropped, one] as const))('%s: refused', async (_, one) => {
    await expect(read(one.files)).rejects.toThrow(one.sentence)
  })
})

const TRAIN = ['train', 'training', 'training_set', 'train_set']
const TEST = 'test testing test_set val valid validation dev eval holdout'.split(' ')
const SPELLINGS = [(name: string) => name, (name: string) => name.toUpperCase()]
const PAIRS = TRAIN.flatMap((train) => TEST.map((test) => [train, test] as const))

/** The same pair of names for every kind of file: 12 images for training, 6 for testing. */
const KINDS: readonly (readonly [string, (train: string, test: string) => make.UserFile[]])[] = [
  [
    'folders of images',
    (train, test) => [...make.classes(`a/b/${train}`, 6), ...make.classes(`a/b/${test}`, 3)],
  ],
  [
    'names of IDX files, the test set being the larger one',
    (train, test) => [...make.idxPair(`set/x_${train}`, 12), ...make.idxPair(`set/x_${test}`, 18)],
  ],
  [
    'folders of IDX files',
    (train, test) => [
      ...[`set/${train}`, `set/${test}`].flatMap((part, i) => [
        make.file(`${part}/images`, make.idxImages(i === 0 ? 12 : 18)),
        make.file(`${part}/labels`, make.idxLabels(i === 0 ? 12 : 18)),
      ]),
    ],
  ],
  [
    'names of binary files',
    (train, test) => [
      make.file(`set/${train}.bin`, make.cifar(12)),
      make.file(`set/${test}.bin`, make.cifar(18)),
    ],
  ],
]

describe.each(KINDS)('usual names of parts: %s', (kind, files) => {
  it.each(PAIRS)('%s and %s, in lower and upper case', async (train, test) => {
    for (const spelled of SPELLINGS) {
      const data = await read(files(spelled(train), spelled(test)))
      const wanted = { train: 12, test: kind === 'folders of images' ? 6 : 18, heldOut: false }
      const { heldOut } = data
      expect({ train: data.train.count, test: data.test.count, heldOut }).toEqual(wanted)
      expect(data.splits.map(({ use }) => use)).toEqual(['training', 'test'])
      expect(countLeftOut(data)).toBe(0)
    }
  })
})

const DOCUMENT = fromRoot('docs', 'data.md')
const MARKED = /<!-- userData -->[\s\S]*?<!-- \/userData -->/

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const classWords = ({ classes }: UserDataCase) => {
  if (typeof classes === 'number') return String(classes)
  return classes.length > 3
    ? String(classes.length)
    : classes.map((name) => `\`${name}\``).join(', ')
}

async function table(): Promise<string> {
  const names = Object.entries(SPLIT_NAMES).map(
    ([split, usual]) => `- ${split}: ${usual.map((name) => `\`${name}\``).join(', ')}`,
  )
  const rows = await Promise.all(
    CASES.map(async (one) => {
      const data = await read(one.files)
      const parts = data.splits.map(({ name, use }) => `${name}: ${use}.`)
      const words = [
        ...parts,
        ...data.notes,
        ...data.leftOut.map((one) => `${leftOutWords(one)}.`),
      ].join(' ')
      return `| ${[one.dropped, one.train, one.test, classWords(one), words].map(String).map(cell).join(' | ')} |`
    }),
  )
  return [
    ...names,
    '',
    '| dropped | training | test | classes | what the page says |',
    '| - | - | - | - | - |',
    ...rows,
  ].join('\n')
}

it('is what docs/data.md says (`npm run docs:data` writes it)', async () => {
  const before = readFileSync(DOCUMENT, 'utf8')
  expect(before).toMatch(MARKED)
  const style = await resolveConfig(DOCUMENT)
  const filled = `<!-- userData -->\n\n${await table()}\n\n<!-- /userData -->`
  const after = await format(
    before.replace(MARKED, () => filled),
    { ...style, parser: 'markdown' },
  )
  if (process.env['UPDATE_DOCS']) writeFileSync(DOCUMENT, after)
  else expect(before).toBe(after)
})
