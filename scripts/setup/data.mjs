import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { needFolder } from './folders.mjs'
import { fromRoot } from './paths.mjs'
import { inspect, packSet } from './packSet.mjs'
import { say } from './say.mjs'
import { sources } from './sources.mjs'

/**
 * Packs the data sets that are not there yet, or are damaged.
 * @param {{ background: boolean }} options background: wait only for the set that the page opens
 *   with, and let a process of its own pack each of the others
 */
export async function ensureData({ background }) {
  for (const source of sources) {
    const { isWhole, damaged } = await inspect(source)
    if (isWhole) continue
    if (background && !source.opensThePage) await packInBackground(source, damaged)
    else await packSet(source)
  }
}

async function packInBackground(source, damaged) {
  await needFolder(fromRoot('.cache'))
  if (damaged !== undefined) say(`The file ${damaged} of ${source.label} is damaged.`)
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
