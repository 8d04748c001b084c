/** What the browser keeps beside experiments, so that the page opens and trains without a network. */
import { bytesBelow, deleteBelow } from '../../offline/stored'
import { pageFolder } from '../session/sendLoad'
import { forgetUserData, keptUserData } from '../userData/userDataCache'

/** In bytes. */
export interface StoredFiles {
  /** The page's own files. */
  readonly page: number
  /** The data sets that the page has fetched. */
  readonly fetched: number
  /** Data that a person has chosen or dropped. */
  readonly own: number
}

/** Absent in insecure contexts, whatever its type says. */
const storage = () => globalThis.caches as CacheStorage | undefined
const dataFolder = () => `${pageFolder()}data/`

export async function storedFiles(): Promise<StoredFiles> {
  const caches = storage()
  const folders = [dataFolder(), pageFolder()]
  const [[fetched = 0, page = 0], own] = await Promise.all([
    caches ? bytesBelow(caches, folders) : [],
    keptUserData(),
  ])
  return { page, fetched, own }
}

export async function deleteStoredData(): Promise<void> {
  const caches = storage()
  if (caches) await deleteBelow(caches, dataFolder())
  await forgetUserData()
}
