import { formatCount } from '../../charts/format'
import type { LeftOutFiles, UserDataSummary, SplitPart } from '../../spec/userData'
import { listed } from '../../spec/listed'

const images = (n: number) => `${formatCount(n)} ${n === 1 ? 'image' : 'images'}`

/** Names and classes that a line shows; the rest can be opened. */
const SHORT = 3

/** "a, b and 12 more"; all of them where it would be one more. */
function shortList(names: readonly string[], count = names.length): string {
  if (count <= SHORT + 1) return listed(names)
  return listed([...names.slice(0, SHORT), `${formatCount(count - SHORT)} more`])
}

/** What was understood of a person's files: parts, classes, and what is not used. */
export function UserDataReport({ summary }: { readonly summary: UserDataSummary }) {
  return (
    <>
      <Parts splits={summary.splits} />
      <ClassTable summary={summary} />
      <LeftOutList leftOut={summary.leftOut} />
    </>
  )
}

const USES: Readonly<Record<SplitPart['use'], string>> = {
  training: 'for training',
  test: 'for testing',
  'left out': 'left out',
}

function Parts({ splits }: Pick<UserDataSummary, 'splits'>) {
  if (splits.length === 0) return null
  return (
    <ul className="user-data__list" aria-label="Parts of your data">
      {splits.map(({ name, use, count }, i) => (
        <li key={i}>
          <strong>{name}</strong>: {images(count)}, {USES[use]}
        </li>
      ))}
    </ul>
  )
}

function ClassTable({
  summary: { classNames, classCounts },
}: {
  readonly summary: UserDataSummary
}) {
  if (!classCounts) return <p>Classes: {shortList(classNames)}</p>
  return (
    <details className="user-data__details">
      <summary>Classes: {shortList(classNames)}</summary>
      <div
        className="user-data__scroll"
        tabIndex={0}
        role="region"
        aria-label="Images of each class"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">class</th>
              <th scope="col">training</th>
              <th scope="col">test</th>
            </tr>
          </thead>
          <tbody>
            {classNames.map((name, label) => (
              <tr key={label}>
                <th scope="row">{name}</th>
                <td>{formatCount(classCounts.train[label] ?? 0)}</td>
                <td>{formatCount(classCounts.test[label] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function LeftOutList({ leftOut }: { readonly leftOut: readonly LeftOutFiles[] }) {
  if (leftOut.length === 0) return null
  const hidesSome = leftOut.some(({ count }) => count > SHORT + 1)
  return (
    <div role="group" aria-label="Left out">
      <ul className="user-data__list">
        {leftOut.map(({ reason, names, count }) => (
          <li key={reason}>
            <strong>Left out:</strong> {shortList(names, count)}: {reason}
          </li>
        ))}
      </ul>
      {hidesSome && (
        <details className="user-data__details">
          <summary>Everything that is left out</summary>
          <div
            className="user-data__scroll"
            tabIndex={0}
            role="region"
            aria-label="All that is left out"
          >
            {leftOut.map(({ reason, names, count }) => (
              <div key={reason}>
                <p>
                  <strong>{formatCount(count)}</strong>: {reason}
                </p>
                <ul className="user-data__list">
                  {names.map((name, i) => (
                    <li key={i}>{name}</li>
                  ))}
                  {count > names.length && <li>and {formatCount(count - names.length)} more</li>}
                </ul>
              </div>
            ))}
          </div>
        </details>
      )}
    </div>
  )
}
