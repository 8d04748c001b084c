import { readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from './fetchPackage.mjs'

/** In the form of `sha256sum`, which can check a copy of the folder elsewhere. */
const SUMS = 'SHA256SUMS'
const LINE = /^([0-9a-f]{64}) {2}([\w.-]+)$/

const sumOf = async (folder, file) => sha256(await readFile(join(folder, file)))

/**
 * Notes the SHA-256 of every file of a folder, in a file beside them.
 * @param {string} folder
 */
export async function writeCheckSums(folder) {
  const files = (await readdir(folder)).filter((file) => file !== SUMS).sort()
  const lines = []
  for (const file of files) lines.push(`${await sumOf(folder, file)}  ${file}\n`)
  // In one step, so that an interruption leaves no half of the list.
  await writeFile(join(folder, `${SUMS}.new`), lines.join(''))
  await rename(join(folder, `${SUMS}.new`), join(folder, SUMS))
}

/**
 * The first of these files that is not the one whose check-sum was noted; the list itself where it
 * cannot be read or does not name one of them. Undefined where all are as they were.
 * @param {string} folder
 * @param {readonly string[]} files
 */
export async function findDamaged(folder, files) {
  const lines = (await readFile(join(folder, SUMS), 'utf8')).trimEnd().split('\n')
  const noted = new Map(
    lines.map((line) => {
      const [, sum, file] = LINE.exec(line) ?? []
      return [file, sum]
    }),
  )
  if (noted.has(undefined) || files.some((file) => !noted.has(file))) return SUMS
  for (const file of files) {
    if ((await sumOf(folder, file).catch(() => '')) !== noted.get(file)) return file
  }
  return undefined
}

/** @param {string} folder */
export async function hasCheckSums(folder) {
  return (await readdir(folder)).includes(SUMS)
}
