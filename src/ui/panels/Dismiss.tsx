import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'

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
