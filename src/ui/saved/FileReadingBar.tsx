import { cancelReading, useFileReading } from '../../state/import/readFile'

/** Shown while a large file is read. */
export function FileReadingBar() {
  const reading = useFileReading((state) => state.reading)
  if (!reading) return null
  const words = `${reading.stage} ${reading.name}`
  return (
    <div className="pending file-reading" role="group" aria-label="Reading a file">
      <p>{words} ...</p>
      <progress
        aria-label={words}
        max={1}
        {...(reading.fraction === null ? {} : { value: reading.fraction })}
      />
      <button type="button" className="button button--small" onClick={cancelReading}>
        Cancel
      </button>
    </div>
  )
}
