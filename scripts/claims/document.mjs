/** Writes the measured tables into docs/claims.md, between its marks; the prose stays. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { RULES, STUDIES } from './adaptive.mjs'
import { reportTable, searchTable } from './adaptiveTables.mjs'
import { instrumentTable } from './instruments.mjs'
import { NETWORKS } from './cifarCases.mjs'
import { networksTable } from './networksTable.mjs'
import { readCase } from './record.mjs'
import { seedTable } from './seedTable.mjs'

const FILE = 'docs/claims.md'
/** What the instruments showed. */
const INSTRUMENTS = 'docs/claims/instruments.json'
const NOT_YET = 'Not measured yet.'

/** @param cases with what has been measured, and the classes of their data */
export function writeDocument(cases) {
  const instruments = JSON.parse(readFileSync(INSTRUMENTS, 'utf8'))
  const before = readFileSync(FILE, 'utf8')
  const after = before.replaceAll(
    /<!-- measured:([\w-]+) -->[\s\S]*?<!-- \/measured -->/g,
    (_, id) =>
      `<!-- measured:${id} -->\n\n${tableFor(id, cases, instruments)}\n\n<!-- /measured -->`,
  )
  writeFileSync(FILE, after)
  execFileSync('npx', ['prettier', '--write', FILE], { stdio: 'ignore' })
}

function tableFor(id, cases, instruments) {
  const study = STUDIES.find((candidate) => id.startsWith(candidate.id))
  if (study) return tableOfStudy(study, id)
  const one = cases.find((candidate) => candidate.id === id)
  const record = one && readCase(id)
  if (record && record.seeds.length > 0) return seedTable(record, one.classes)
  if (instruments[id]) return instrumentTable(instruments[id])
  if (id === 'networks') return tableOfNetworks()
  return id === 'strip' ? stripOf(cases) : NOT_YET
}

/** `ID` is the report of a study, `ID-rates` its search. */
function tableOfStudy(study, id) {
  const searched = RULES.map((rule) => readCase(`${study.id}/rates-${rule.id}`))
  const reported = [1, 2, 3].map((part) => readCase(`${study.id}/report-${part}`))
  const needed = id === study.id ? [...searched, ...reported] : searched
  if (needed.some((record) => !record?.seeds.length)) return NOT_YET
  return id === study.id ? reportTable(study, searched, reported, 10) : searchTable(study, searched)
}

/** Those that have been measured. */
function tableOfNetworks() {
  const networks = Object.entries(NETWORKS).flatMap(([name, { title }]) => {
    const record = readCase(`resnet-${name}`)
    return record?.seeds.length ? [[title, record]] : []
  })
  return networks.length > 0 ? networksTable(networks) : NOT_YET
}

/** A table for each rule, once all of them have been measured. */
function stripOf(cases) {
  const rules = cases.filter((one) => one.id.startsWith('strip-'))
  if (rules.some(({ id }) => !readCase(id)?.seeds.length)) return NOT_YET
  return rules.map(({ id, classes }) => seedTable(readCase(id), classes)).join('\n\n')
}
