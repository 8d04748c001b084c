import { readFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { fromRoot } from '../setup/paths.mjs'
import { withBlocks } from './blocks'
import { documents } from './tables'

export const names = Object.keys(documents)

/** A file with its tables as the specs have them now, formatted. */
export async function render(name: string): Promise<string> {
  const path = fromRoot(name)
  const text = withBlocks(await readFile(path, 'utf8'), documents[name]!())
  return format(text, { ...(await resolveConfig(path)), filepath: path })
}
