/** Which of the dialogs about rules is open: one at a time, wherever it was asked for. */
import { create } from 'zustand'
import type { OptionValues } from '../../spec/hyperparameter'
import type { RunId } from '../../spec/runId'

/** A rule that is being written. */
export interface Draft {
  readonly name: string
  readonly text: string
  /** Values of its options, where they are not at their defaults. */
  readonly values: OptionValues
  /** The run whose rule is edited; absent where a run is added. */
  readonly run?: RunId
  /** The rule that is edited. */
  readonly former?: string
}

export type RuleDialog =
  | { readonly kind: 'add' }
  /** @param run where it is the rule of a run */
  | { readonly kind: 'view'; readonly optimizer: string; readonly run?: RunId }
  | { readonly kind: 'edit'; readonly draft: Draft }

interface Opened {
  readonly dialog: RuleDialog | null
}

export const useRuleDialog = create<Opened>()(() => ({ dialog: null }))

/** Opens a dialog, in place of the one that is open. */
export const openRuleDialog = (dialog: RuleDialog): void => useRuleDialog.setState({ dialog })

export const closeRuleDialog = (): void => useRuleDialog.setState({ dialog: null })
