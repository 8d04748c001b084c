import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { fromRoot } from './paths.mjs'
import { isPacked, packSet } from './packSet.mjs'
import { say } from './say.mjs'
import { sources } from './sources.mjs'

/**
 * Packs the data sets that are not there yet.
 * @param {{ background: boolean }} options background: wait only for the set that the page opens
 *   with, and let a process of its own pack each of the others
 */
export async function ensureData({ background }) {
  for (const source of sources) {
    if (await isPacked(source)) continue
    if (background && !source.opensThePage) packInBackground(source)
    else await packSet(source)
  }
}

function packInBackground(source) {
  mkdirSync(fromRoot('.cache'), { recursive: true })
  const log = openSync(fromRoot('.cache', `${source.id}.log`), 'a')
  const child = spawn(process.execPath, [fromRoot('scripts/setup/packOne.mjs'), source.id], {
    cwd: fromRoot(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.unref()
  say(
    `${source.label} (${source.size}) is being fetched and packed in the background; the page ` +
      `can be used meanwhile. Its messages go to .cache/${source.id}.log.`,
  )
}
