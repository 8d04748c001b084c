/** What the page tells its service worker, as `{ type }`. */

/** To go into force now. */
export const SKIP_WAITING = 'SKIP_WAITING'

/** A tab has been closed or reloaded: there may be versions that nobody runs any more. */
export const FORGET_OLD_VERSIONS = 'FORGET_OLD_VERSIONS'
