import { create } from 'zustand'

/** Step under the cursor of the charts, for all of them and for panels elsewhere; null without one. */
export const useHoveredStep = create<{ readonly step: number | null }>()(() => ({ step: null }))
