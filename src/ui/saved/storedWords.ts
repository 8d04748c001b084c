import { formatBytes } from '../../experiment/memory'
import { listed } from '../../spec/listed'
import type { StoredFiles } from '../../state/browser/storedFiles'

/** What is kept, in a sentence or two; empty where nothing is. */
export function storedWords({ page, fetched, own }: StoredFiles): string {
  const parts = [
    ['the page itself', page] as const,
    ['the images that it has fetched', fetched] as const,
    ['your own data', own] as const,
  ].filter(([, bytes]) => bytes > 0)
  if (parts.length === 0) return ''
  const what = listed(parts.map(([words, bytes]) => `${words} (${formatBytes(bytes)})`))
  return (
    `For visits without a network, this browser also keeps ${what}. ` +
    'Deleting experiments leaves this as it is.'
  )
}
