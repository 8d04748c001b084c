/**
 * Records the first steps of the experiment that the page opens with: `npm run record` trains them
 * in the built page and writes `src/ui/recorded/firstSteps.json`, which the page shows until somebody
 * presses Train.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { openPage } from '../pytorch/page.mjs'
import { fromRoot } from '../setup/paths.mjs'
import { recordingOf } from './recordingOf.mjs'

const STEPS = 200
/** What the page opens with. */
const LINK = 'v=1'

const folder = await mkdtemp(join(tmpdir(), 'alig-recording-'))
const page = await openPage(folder)
try {
  const { csv } = await page.train(`${LINK}&steps=${STEPS}`)
  const file = fromRoot('src', 'ui', 'recorded', 'firstSteps.json')
  const options = { ...(await resolveConfig(file)), filepath: file }
  await writeFile(file, await format(JSON.stringify({ link: LINK, ...recordingOf(csv) }), options))
  console.log(`Wrote ${STEPS} steps to ${file}.`)
} finally {
  await page.close()
  await rm(folder, { recursive: true, force: true })
}
