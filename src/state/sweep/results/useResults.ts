import { create } from 'zustand'
import type { SweepResult } from './types'

interface ShownResults {
  /** Of the file. */
  readonly name: string
  readonly results: readonly SweepResult[]
}

/** The file that is drawn beside the page's sweep; null while there is none. */
export const useResults = create<{ readonly shown: ShownResults | null }>()(() => ({ shown: null }))
