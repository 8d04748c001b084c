/** What to say where data are needed that this machine has not kept, and no server answers. */
import { DataError } from './datasetLoader'
import type { Split } from './manifest'

export interface Needed {
  /** Of the data set. */
  readonly label: string
  readonly split?: Split
  /** How many images are needed. */
  readonly wanted?: number
  /** How many of them, from the start of the set, are here. */
  readonly kept: number
}

const format = new Intl.NumberFormat('en-US')
const count = (images: number) => format.format(images)

/**
 * @param cause why nothing arrived
 * @param isOnline false where the browser knows that there is no network at all
 */
export function notHere(
  needed: Needed,
  cause: unknown,
  isOnline = globalThis.navigator?.onLine !== false,
): DataError {
  const { label, split, wanted, kept } = needed
  const why = isOnline ? 'the server gives no answer' : 'there is no network'
  const [what, instead] =
    split === 'train' && wanted !== undefined && kept > 0
      ? [
          `Of ${label}, the first ${count(kept)} examples are on this machine, not all ${count(wanted)}`,
          `choose ${count(kept)} examples`,
        ]
      : [
          split === 'test'
            ? `The test images of ${label} are not all on this machine`
            : `${label} is not on this machine`,
          'choose data that have been used here before, or spirals, which need no files',
        ]
  return new DataError(
    `${what}, and ${why}. Connect to the network, then press Train; or ${instead}.`,
    { cause },
  )
}
