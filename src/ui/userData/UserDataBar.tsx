import { dataShape, isUserData } from '../../data/specs'
import { useUserData } from '../../state/userData/userDataStore'
import { adoptUserData, cancelReading } from '../../state/userData/readUserFiles'
import { usePlayground } from '../../state/store/store'
import { UserDataButtons } from './UserDataButtons'
import { describeImages } from './describeImages'
import './userData.css'

/** Shown while files are read, and where the experiment waits for files. */
export function UserDataBar() {
  const isWaiting = usePlayground(({ session: { phase } }) => phase === 'waiting')
  const data = usePlayground(({ experiment }) => experiment.data)
  const reading = useUserData((state) => state.reading)
  const other = useUserData((state) => state.other)
  if (reading)
    return (
      <div className="pending user-data" role="group" aria-label="Reading your files">
        <p>{reading.stage} ...</p>
        <progress
          aria-label={reading.stage}
          max={1}
          {...(reading.fraction === null ? {} : { value: reading.fraction })}
        />
        <button type="button" className="button button--small" onClick={cancelReading}>
          Cancel
        </button>
      </div>
    )
  if (!isWaiting || !isUserData(data)) return null
  const sha256 = String(data.options['sha256'])
  return (
    <div className="pending user-data" role="group" aria-label="Files to choose">
      <div className="user-data__words">
        {sha256 === '' ? (
          <p>
            <strong>Train on images of your own.</strong> Drop the files on this page, or choose
            them: IDX files (the format of MNIST, plain or gzipped), binary batches of CIFAR, or a
            folder with one folder of images for each class, in folders such as <code>train</code>{' '}
            and <code>test</code> or without. They are read in this browser and sent nowhere.
          </p>
        ) : (
          <p>
            <strong>This experiment trains on somebody’s own data</strong>, which a link does not
            hold: {describeImages(dataShape(data))}. Choose or drop the same files; they are read in
            this browser and sent nowhere. SHA-256 <code>{sha256.slice(0, 8)}</code>
          </p>
        )}
        {other && (
          <p role="alert">
            These files are other data than the link’s: {describeImages(other)}, SHA-256{' '}
            <code>{other.sha256.slice(0, 8)}</code>.{' '}
            <button
              type="button"
              className="button button--small"
              onClick={() => adoptUserData(other)}
            >
              Use them anyway, as a new experiment
            </button>
          </p>
        )}
      </div>
      <UserDataButtons />
    </div>
  )
}
