import { isUserData } from '../../data/specs'
import { defaultData } from '../../experiment/defaults'
import type { OptionValues } from '../../spec/hyperparameter'
import { optionsOf, useUserData } from '../../state/userData/userDataStore'

/** Options of data that are chosen: of own data, those of the files at hand. */
export function dataOptionsFor(id: string): OptionValues {
  const [newest] = useUserData.getState().held
  return isUserData({ id }) && newest ? optionsOf(newest.summary) : defaultData(id).options
}
