import type { Notice } from '../../state/types'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'

/** Errors interrupt; warnings and information wait for their turn. Offers to undo stand apart. */
export function Notices() {
  const notices = usePlayground((state) => state.notices)
  const errors = notices.filter((notice) => notice.kind === 'error')
  const others = notices.filter((notice) => notice.kind !== 'error' && !notice.undo)
  return (
    <div className="notices">
      {errors.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} role="alert" />
      ))}
      <div aria-live="polite">
        {others.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </div>
    </div>
  )
}

function NoticeLine({ notice, role }: { readonly notice: Notice; readonly role?: 'alert' }) {
  return (
    <div className={`notice notice--${notice.kind}`} role={role}>
      <p>{notice.text}</p>
      {notice.action && <ActionButton id={notice.id} action={notice.action} />}
      <Dismiss id={notice.id} />
    </div>
  )
}

function ActionButton({ id, action }: Pick<Required<Notice>, 'id' | 'action'>) {
  const { dismissNotice } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        dismissNotice(id)
        action.run()
      }}
    >
      {action.label}
    </button>
  )
}

export function Dismiss({ id }: { readonly id: number }) {
  const { dismissNotice } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--icon"
      aria-label="Dismiss"
      onClick={() => dismissNotice(id)}
    >
      <Icon name="remove" />
    </button>
  )
}
