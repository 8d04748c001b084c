import { readFile } from 'node:fs/promises'
import { writeFormatted } from './writeFormatted.mjs'

const START = '<!-- last full table: written by npm run bench -- --write-readme -->'
const END = '<!-- end of the table -->'

/** Replaces the text between the two marks, and nothing else. */
export async function writeReadme(path, text) {
  const before = await readFile(path, 'utf8')
  const start = before.indexOf(START)
  const end = before.indexOf(END)
  if (start < 0 || end < start) throw new Error(`${path} has lost its marks for the table.`)
  const table = `${START}\n\n${text}\n\n`
  await writeFormatted(path, before.slice(0, start) + table + before.slice(end))
}
