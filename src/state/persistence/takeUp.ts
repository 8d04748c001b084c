import { autosave } from './startAutosave'
import type { SavedWhole } from './database'
import type { RestoredExperiment } from './deserialize'
import { type RestoredSeed, trainedLink } from './savedSeeds'
import { claim, rememberTab } from './tabClaim'

/** A record that was read, with the seeds before it. */
export interface Found {
  readonly saved: SavedWhole
  readonly restored: RestoredExperiment
  readonly finishedSeeds: readonly RestoredSeed[]
}

/**
 * Autosave goes on in the record, unless another tab does so already. Where a part of the record
 * cannot be read, what can be is kept as a record of its own: the rest stays where it is.
 * @param patience time for a tab that is being closed to give it back, in milliseconds
 * @returns false where another tab goes on with it
 */
export async function takeUp(
  { saved, restored, finishedSeeds }: Found,
  patience = 0,
): Promise<boolean> {
  const isMine = await claim(saved.description.id, patience)
  // Nothing more is written to the seeds that are done, so that tabs can share them.
  for (const seed of finishedSeeds) autosave.adopt(seed.saved, seed.restored)
  autosave.adopt(saved, restored, !isMine || restored.isCut)
  rememberTab(saved.description.id, trainedLink(saved.description))
  return isMine
}
