import { readFile } from 'node:fs/promises'
import { writeFormatted } from './writeFormatted.mjs'

const START = '<!-- last full table: written by npm run bench -- --write-readme -->'
const END = '<!-- end of the table -->'

/**
 * Replaces the text between two marks, and nothing else.
 * @param {string} path
 * @param {string} text
 * @param {{ start: string, end: string }} marks
 */
export async function writeReadme(path, text, marks = { start: START, end: END }) {
  const before = await readFile(path, 'utf8')
  const start = before.indexOf(marks.start)
  const end = before.indexOf(marks.end)
  if (start < 0 || end < start) throw new Error(`${path} has lost its marks for the table.`)
  const table = `${marks.start}\n\n${text}\n\n`
  await writeFormatted(path, before.slice(0, start) + table + before.slice(end))
}
