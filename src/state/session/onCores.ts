import type { Session } from './session'

/** Whether the page and its training have the same cores. */
export const isOnCores = ({ backend }: Pick<Session, 'backend'>): boolean =>
  backend?.name === 'wasm' || backend?.name === 'cpu'
