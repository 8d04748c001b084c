/**
 * Measures what docs/claims.md says: trains the links of the presets, and those they are compared
 * with, over many seeds with the engine of the page, and writes the tables of the document. What was
 * measured is kept in docs/claims/record, so that a run that is cut short goes on where it stopped.
 *
 *     npm run claims                    all that is missing
 *     npm run claims -- label-noise     this, as far as it is missing
 *     npm run claims -- --write         the document alone
 */
import { runnerImport } from 'vite'
import { claimCases } from './cases.mjs'
import { writeDocument } from './document.mjs'
import { measureCases } from './measure.mjs'

const { module } = await runnerImport('./src/experiment/presets.ts')
const cases = claimCases(module.presets)
const wanted = process.argv.slice(2).filter((argument) => argument !== '--write')
const unknown = wanted.filter((id) => !cases.some((one) => one.id === id))
if (unknown.length > 0)
  throw new Error(`There is no case "${unknown[0]}": ${cases.map(({ id }) => id).join(', ')}.`)

if (!process.argv.includes('--write')) {
  const due = wanted.length > 0 ? wanted.map((id) => cases.find((one) => one.id === id)) : cases
  await measureCases(due, console.log)
}
writeDocument(cases)
