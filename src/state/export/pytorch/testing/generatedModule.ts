import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { optimizerFile, type ClassSource } from '../optimizers'

/** A new folder with a module `generated` that has the classes of these rules; to be removed. */
export async function generatedModule(specs: readonly ClassSource[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'optimizers-'))
  await writeFile(join(folder, 'generated.py'), optimizerFile(specs))
  return folder
}
