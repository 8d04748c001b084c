/** A sweep as a zip of one folder. */
import { strToU8, zipSync, type ZippableFile } from 'fflate'
import { clusterFolder } from './folder'
import type { ClusterTrial, FolderFiles } from './types'

/** What an entry says of itself: a file of Unix, and its mode in the upper half. */
const UNIX = 3
const [PLAIN, EXECUTABLE] = [0o100644 << 16, 0o100755 << 16]

type Zipped =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Why there is none, as a sentence. */
  | { readonly ok: false; readonly sentence: string }

interface About {
  readonly facts: Parameters<typeof clusterFolder>[1]
  readonly words: string
  readonly link: string
}

/** @param name of the folder that unpacking makes */
export function zippedFolder(
  name: string,
  trials: readonly ClusterTrial[],
  { facts, words, link }: About,
): Zipped {
  const folder = clusterFolder(trials, facts, words, link)
  if (!folder.ok) return folder
  return { ok: true, bytes: zipSync(entries(name, folder.files)) }
}

const entries = (name: string, files: FolderFiles) =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]): [string, ZippableFile] => {
      const attrs = path.endsWith('.sh') ? EXECUTABLE : PLAIN
      return [`${name}/${path}`, [strToU8(text), { os: UNIX, attrs }]]
    }),
  )
