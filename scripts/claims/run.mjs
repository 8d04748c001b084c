/**
 * Measures what docs/claims.md says: trains the links of the presets, and those they are compared
 * with, over many seeds with the engine of the page, and writes the tables of the document. What was
 * measured is kept in docs/claims/record, so that a run that is cut short goes on where it stopped.
 *
 *     npm run claims                    all that is missing
 *     npm run claims -- label-noise     this, as far as it is missing
 *     npm run claims -- --write         the document alone
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { runnerImport } from 'vite'
import { STUDIES, measureStudy } from './adaptive.mjs'
import { claimCases } from './cases.mjs'
import { writeDocument } from './document.mjs'
import { INSTRUMENT_SEEDS, instrumentCases } from './instrumentCases.mjs'
import { measureCase } from './instruments.mjs'
import { loadEngine } from './loadEngine.mjs'
import { measureCases } from './measure.mjs'

const { module } = await runnerImport('./src/experiment/presets.ts')
const ofInstruments = instrumentCases(module.presets)
const isOfInstruments = ({ id }) => ofInstruments.some((one) => one.id === id)
const cases = claimCases(module.presets.filter((preset) => !isOfInstruments(preset)))
const wanted = process.argv.slice(2).filter((argument) => argument !== '--write')
const known = [...cases, ...ofInstruments, ...STUDIES].map(({ id }) => id)
const unknown = wanted.filter((id) => !known.includes(id))
if (unknown.length > 0) throw new Error(`There is no case "${unknown[0]}": ${known.join(', ')}.`)

if (!process.argv.includes('--write')) {
  const isWanted = ({ id }) => wanted.length === 0 || wanted.includes(id)
  await measureCases(cases.filter(isWanted), console.log)
  await measureInstruments(ofInstruments.filter(isWanted))
  for (const study of STUDIES.filter(isWanted)) await measureStudy(study, console.log)
}
writeDocument(cases)

/** What the instruments show stands in one file, and is measured again where it is asked for by name. */
async function measureInstruments(asked) {
  const file = 'docs/claims/instruments.json'
  const results = JSON.parse(readFileSync(file, 'utf8'))
  const due = asked.filter(({ id }) => wanted.includes(id) || results[id] === undefined)
  if (due.length === 0) return
  const engine = await loadEngine('wasm')
  for (const one of due) {
    const found = await measureCase(one, engine, INSTRUMENT_SEEDS)
    results[one.id] = { date: new Date().toISOString().slice(0, 10), backend: 'wasm', ...found }
    writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`)
    console.log(one.id)
  }
}
