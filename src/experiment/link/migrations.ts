/**
 * Versions of the link. A version fixes the meaning of every key and the default of every key
 * that is left out. Old links are translated step by step into the newest version, for ever.
 */
import { quoted } from '../text'
import { tidied } from './arrival'
import type { Notices } from './notices'
import type { ParamBag } from './paramBag'
import type { LinkParam } from './params'

export const LINK_VERSION = 1

/** Rewrites the parameters of one version as parameters of the next; pure. */
export type Migration = (params: readonly LinkParam[]) => readonly LinkParam[]

/** By the version that is left behind: `migrations.get(1)` leads from 1 to 2. */
const migrations: ReadonlyMap<number, Migration> = new Map()

/** Parameters of version `from` as parameters of version `to`, `v` itself left alone. */
export function migrate(
  params: readonly LinkParam[],
  from: number,
  to = LINK_VERSION,
  steps = migrations,
): readonly LinkParam[] {
  let migrated = params
  for (let version = from; version < to; version++) {
    const step = steps.get(version)
    if (step === undefined) throw new RangeError(`no migration leads from version ${version}`)
    migrated = step(migrated)
  }
  return migrated
}

/** Reads `v`. A newer version is read as the newest one known here. */
export function readVersion(bag: ParamBag, notices: Notices): number {
  const written = bag.take('v')
  if (written === undefined) return 1
  const text = tidied(written)
  const version = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (version < 1) {
    notices.add(
      `The link's version "v" cannot be ${quoted(text)}; it is read as version ${LINK_VERSION}.`,
    )
    return LINK_VERSION
  }
  if (version > LINK_VERSION) {
    notices.add(
      `The link is of version ${version}, made by a newer playground; this one knows version ` +
        `${LINK_VERSION} and reads what it can. Reload the page to get the newest playground.`,
    )
    return LINK_VERSION
  }
  return version
}
