import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'

/** Writes a file as Prettier would, so that a committed one passes the format check. */
export async function writeFormatted(path, text) {
  const config = await resolveConfig(path)
  await writeFile(path, await format(text, { ...config, filepath: path }))
}
