import type { Session } from './session'

/** Whether the page and its training have the same cores. */
export const isOnCores = ({ backend }: Pick<Session, 'backend'>): boolean =>
  backend?.name === 'wasm' || backend?.name === 'cpu'

/** Whatever else is done then takes steps away. */
export const trainsOnCores = (session: Pick<Session, 'backend' | 'phase'>): boolean =>
  session.phase === 'training' && isOnCores(session)
