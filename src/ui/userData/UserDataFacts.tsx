import { formatCount } from '../../charts/format'
import { userDataFor, useUserData } from '../../state/userData/userDataStore'
import { usePlayground } from '../../state/store/store'
import { UserDataButtons } from './UserDataButtons'
import { UserDataReport } from './UserDataReport'
import { describeImages } from './describeImages'
import './userData.css'

/** What the page knows of a person's own data, and the way to other files. */
export function UserDataFacts() {
  const data = usePlayground(({ experiment }) => experiment.data)
  const userData = useUserData()
  const summary = userDataFor(data, userData)?.summary
  return (
    <div className="user-data user-data--facts" role="group" aria-label="Your own data">
      {summary ? (
        <>
          <p>
            <strong>{summary.source}</strong>: {describeImages(summary)}.
          </p>
          {summary.heldOut && (
            <p className="user-data__mark">
              No test files: the last 10&nbsp;% ({formatCount(summary.testCount)} images) are held
              out for testing.
            </p>
          )}
          {summary.notes.map((note) => (
            <p key={note} className="user-data__mark">
              {note}
            </p>
          ))}
          <UserDataReport summary={summary} />
          <p>
            Training images: mean {summary.mean.join(', ')}, standard deviation{' '}
            {summary.std.join(', ')}. SHA-256 <code>{summary.sha256.slice(0, 8)}</code>
          </p>
        </>
      ) : (
        <p>Drop files on the page, or choose them.</p>
      )}
      <UserDataButtons />
    </div>
  )
}
