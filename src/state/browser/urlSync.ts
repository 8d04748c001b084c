import { encodeLink } from '../../experiment/link'
import { describedExperiment } from '../experiment/pending'
import type { usePlayground } from '../store/store'

/** Browsers refuse more than about 100 history writes in 10 to 30 seconds. */
const WRITE_EVERY_MS = 350

/**
 * Keeps the address bar and the experiment the same: changes replace the fragment (no history
 * entry each), a link pasted into the address bar is opened. Changes that wait for a reset are not
 * in it: it always says what the numbers on the page belong to.
 */
export function syncWithAddressBar(store: typeof usePlayground): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = describedExperiment(store.getState())
  const write = () => {
    timer = undefined
    written = describedExperiment(store.getState())
    const link = `#${encodeLink(written)}`
    if (link !== location.hash) history.replaceState(null, '', link)
  }
  store.subscribe((state) => {
    if (describedExperiment(state) !== written) timer ??= setTimeout(write, WRITE_EVERY_MS)
  })
  addEventListener('hashchange', () => {
    if (location.hash === `#${encodeLink(describedExperiment(store.getState()))}`) return
    clearTimeout(timer)
    timer = undefined
    store.getState().actions.openLink(location.hash)
    // What was no link gives way to the one of the experiment, which stayed.
    timer = setTimeout(write, WRITE_EVERY_MS)
  })
}
