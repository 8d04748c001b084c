import { create } from 'zustand'

/** Step under the cursor of the charts, for panels elsewhere on the page; null without a cursor. */
export const useHoveredStep = create<{ readonly step: number | null }>()(() => ({ step: null }))
