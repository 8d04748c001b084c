import { useEffect, useState } from 'react'
import {
  deleteStoredData,
  storedFiles,
  type StoredFiles as Stored,
} from '../../state/browser/storedFiles'
import { SureButton } from '../controls/SureButton'
import { storedWords } from './storedWords'

/** What this browser keeps beside the experiments, so that the page opens without a network. */
export function StoredFiles() {
  const [stored, setStored] = useState<Stored>({ page: 0, fetched: 0, own: 0 })
  const [refusal, setRefusal] = useState('')
  const look = (before: Promise<void> = Promise.resolve()) =>
    before.then(storedFiles).then(
      (found) => {
        setStored(found)
        setRefusal('')
      },
      (error: unknown) => {
        console.error(error)
        setRefusal(
          'What this browser keeps for visits without a network cannot be read or changed.',
        )
      },
    )
  useEffect(() => void look(), [])
  const words = storedWords(stored)
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
