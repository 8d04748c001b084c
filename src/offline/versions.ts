/**
 * The files of one version of the page, as the service worker keeps them: each version in a cache of
 * its own, so that a tab that was opened before an update still finds every part of its own version.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The folder of the page is in the names, as several copies of it may share an origin. */
const prefix = (scope: string) => `alig-playground-files ${scope} `

/**
 * @param scope absolute address of the page's folder
 * @param files of the version, each with what it is known by
 */
export const cacheNameOf = (scope: string, files: unknown): string =>
  prefix(scope) + bytesToHex(sha256(utf8ToBytes(JSON.stringify(files)))).slice(0, 16)

/** Scripts and styles that the page names as its own, as paths below its folder. */
const NAMED = /\b(?:src|href)="\.\/(assets\/[^"]+)"/g

/**
 * What a page names and this version does not have: the page is of another version then, put on
 * the server while the files were being fetched.
 * @param html of the page
 * @param has whether the version has a file, by its path below the folder
 */
export const strangers = (html: string, has: (path: string) => boolean): string[] =>
  [...html.matchAll(NAMED)].map(([, path]) => path!).filter((path) => !has(path))

export interface Versions {
  readonly caches: CacheStorage
  readonly scope: string
  /** Name of the cache of the version that is in force. */
  readonly current: string
  /** Another version is on its way or waits: its files are nobody's yet. */
  readonly isAnotherComing: () => boolean
  /** A file of each open tab by which its version is known. */
  readonly openFiles: () => Promise<readonly string[]>
}

/** Deletes the files of versions that no open tab runs any more. */
export async function forgetOldVersions(versions: Versions): Promise<void> {
  const { caches, scope, current } = versions
  const old = (await caches.keys()).filter(
    (name) => name.startsWith(prefix(scope)) && name !== current,
  )
  if (versions.isAnotherComing()) return
  const open = await versions.openFiles()
  for (const name of old) {
    const cache = await caches.open(name)
    const found = await Promise.all(open.map((file) => cache.match(file)))
    if (found.every((file) => file === undefined)) await caches.delete(name)
  }
}
