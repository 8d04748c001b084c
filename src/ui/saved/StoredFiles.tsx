import { useEffect, useState } from 'react'
import { formatBytes } from '../../experiment/memory'
import {
  deleteStoredData,
  storedFiles,
  type StoredFiles as Stored,
} from '../../state/browser/storedFiles'
import { SureButton } from '../controls/SureButton'

/** What this browser keeps beside the experiments, so that the page opens without a network. */
export function StoredFiles() {
  const [stored, setStored] = useState<Stored>({ page: 0, fetched: 0, own: 0 })
  const [refusal, setRefusal] = useState('')
  const look = (before: Promise<void> = Promise.resolve()) =>
    before.then(storedFiles).then(setStored, (error: unknown) => {
      console.error(error)
      setRefusal('What this browser keeps for visits without a network cannot be read or changed.')
    })
  useEffect(() => void look(), [])
  const words = wordsOf(stored)
  if (words === '' && refusal === '') return null
  return (
    <div className="saved__stored">
      <p>{refusal || words}</p>
      {stored.fetched + stored.own > 0 && (
        <SureButton
          label="Delete images"
          sureLabel="Really delete images"
          onSure={() => void look(deleteStoredData())}
        />
      )}
    </div>
  )
}

const list = new Intl.ListFormat('en')

function wordsOf({ page, fetched, own }: Stored): string {
  const parts = [
    ['the page itself', page] as const,
    ['the images that it has fetched', fetched] as const,
    ['your own data', own] as const,
  ].filter(([, bytes]) => bytes > 0)
  if (parts.length === 0) return ''
  const what = list.format(parts.map(([words, bytes]) => `${words} (${formatBytes(bytes)})`))
  return (
    `For visits without a network, this browser also keeps ${what}. ` +
    'They stay when experiments are deleted.'
  )
}
