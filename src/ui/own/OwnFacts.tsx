import { heldFor, useOwn } from '../../state/own/held'
import { usePlayground } from '../../state/store'
import { OwnButtons } from './OwnButtons'
import { imagesInWords } from './words'
import './own.css'

/** What the page knows of a person's own data, and the way to other files. */
export function OwnFacts() {
  const data = usePlayground(({ experiment }) => experiment.data)
  const own = useOwn()
  const summary = heldFor(data, own)?.summary
  return (
    <div className="own own--facts" role="group" aria-label="Your own data">
      {summary ? (
        <>
          <p>
            <strong>{summary.source}</strong>: {imagesInWords(summary)}.
          </p>
          {summary.heldOut && (
            <p className="own__mark">
              No test files: the last 10 % ({summary.testCount.toLocaleString('en-US')} images) are
              held out for testing.
            </p>
          )}
          {summary.notes.map((note) => (
            <p key={note} className="own__mark">
              {note}
            </p>
          ))}
          <p>
            Training images: mean {summary.mean.join(', ')}, standard deviation{' '}
            {summary.std.join(', ')}. SHA-256 <code>{summary.sha256.slice(0, 8)}</code>
          </p>
        </>
      ) : (
        <p>Drop files on the page, or choose them.</p>
      )}
      <OwnButtons />
    </div>
  )
}
