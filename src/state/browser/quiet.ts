import type { Session } from '../session/session'

/** Data, backend and kernels are here, and nothing else is on its way. */
export const isQuiet = ({
  phase,
  progress,
  step,
}: Pick<Session, 'phase' | 'progress' | 'step'>): boolean =>
  progress === null &&
  phase !== 'starting' &&
  phase !== 'loading' &&
  (phase !== 'training' || step > 0)
