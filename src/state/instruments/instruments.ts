/** Which instruments are on: a part of the link's view. */
import { viewValue } from '../../experiment/viewKeys'
import { INSTRUMENTS, type InstrumentId } from '../../spec/instruments'
import type { Settings } from '../types'

const NONE: readonly InstrumentId[] = []

export const instrumentsOf = ({ view }: Pick<Settings, 'view'>): readonly InstrumentId[] =>
  viewValue(view, 'instruments') ?? NONE

/** What to write when one is switched; null for none. */
export function instrumentsText(
  on: readonly InstrumentId[],
  id: InstrumentId,
  isOn: boolean,
): string | null {
  const next = INSTRUMENTS.filter((one) => (one === id ? isOn : on.includes(one)))
  return next.length > 0 ? next.join() : null
}
