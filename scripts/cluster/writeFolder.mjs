import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} files texts by name
 */
export async function writeFolder(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    if (name.endsWith('.sh')) await chmod(path, 0o755)
  }
}
