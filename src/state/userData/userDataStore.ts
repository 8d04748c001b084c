/** Data of a person's own that this page holds, by their SHA-256; and what is being read. */
import { create } from 'zustand'
import type { Experiment } from '../../experiment/experiment'
import type { UserDataSummary, PackedUserData } from '../../spec/userData'

export interface LoadedUserData {
  readonly summary: UserDataSummary
  readonly packed: Blob
}

export interface UserDataState {
  /** Newest first. */
  readonly held: readonly LoadedUserData[]
  /** What is being done with files, if anything; 0 to 1 where it can be known. */
  readonly reading: { readonly stage: string; readonly fraction: number | null } | null
  /** Files that were chosen where a link asks for others. */
  readonly other: UserDataSummary | null
}

export const useUserData = create<UserDataState>()(() => ({ held: [], reading: null, other: null }))

/** Most data sets that are held at once: the one in use, and one to go back to. */
export const MOST_HELD = 2

export function hold(one: LoadedUserData): void {
  const others = useUserData
    .getState()
    .held.filter(({ summary }) => summary.sha256 !== one.summary.sha256)
  useUserData.setState({ held: [one, ...others].slice(0, MOST_HELD) })
}

/** The options by which an experiment names these data. */
export const optionsOf = ({
  sha256,
  input,
  classNames,
  trainCount,
  testCount,
}: UserDataSummary) => ({
  sha256,
  classes: classNames.length,
  ...input,
  train: trainCount,
  test: testCount,
})

type Data = Experiment['data']

/** The data that an experiment names, where the page holds them. */
export function userDataFor(
  { id, options }: Data,
  { held } = useUserData.getState(),
): LoadedUserData | undefined {
  if (id !== 'own') return undefined
  return held.find(({ summary }) =>
    Object.entries(optionsOf(summary)).every(([key, value]) => options[key] === value),
  )
}

/** Names of the classes, where the page knows better than the experiment. */
export function classNamesOf(data: Data, byDefault: readonly string[]): readonly string[] {
  return userDataFor(data)?.summary.classNames ?? byDefault
}

/** What a load has to bring along; `missing` where files are asked for that are not here. */
export function userDataOf(data: Data): { readonly userData?: PackedUserData } | 'missing' {
  if (data.id !== 'own') return {}
  const one = userDataFor(data)
  if (!one) return 'missing'
  const { mean, std } = one.summary
  return { userData: { packed: one.packed, statistics: { mean, std } } }
}
