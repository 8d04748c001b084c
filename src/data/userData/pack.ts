/**
 * The one form of own data: training images, training labels, test images, test labels, all
 * uint8 and side by side. Its SHA-256 is what a link names; the sizes are beside it in the link.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { UserData, UserDataSummary } from './userImages'
import { channelStatistics } from './statistics'

const partsOf = ({ train, test }: Pick<UserData, 'train' | 'test'>) => [
  train.images,
  train.labels,
  test.images,
  test.labels,
]

/** SHA-256 of the packed form, 64 lower-case hex digits. */
function userDataHash(data: Pick<UserData, 'train' | 'test'>): string {
  const hash = sha256.create()
  for (const part of partsOf(data)) hash.update(part)
  return bytesToHex(hash.digest())
}

/** A Blob: browsers pass it on without copying, and may keep it on disk. */
export const packUserData = (data: Pick<UserData, 'train' | 'test'>): Blob =>
  new Blob(partsOf(data) as Uint8Array<ArrayBuffer>[])

/** @param source names of the files, in words */
export function summarise(data: UserData, source: string): UserDataSummary {
  const { input, classNames, train, test, heldOut, notes, origin, splits, leftOut } = data
  const counts = (labels: Uint8Array) => {
    const result = classNames.map(() => 0)
    for (const label of labels) result[label]!++
    return result
  }
  return {
    sha256: userDataHash(data),
    input,
    classNames,
    trainCount: train.count,
    testCount: test.count,
    heldOut,
    ...channelStatistics(train, input),
    notes,
    source,
    origin,
    splits,
    leftOut,
    classCounts: { train: counts(train.labels), test: counts(test.labels) },
  }
}
