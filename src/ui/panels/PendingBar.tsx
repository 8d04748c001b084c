import { usePlayground } from '../../state/store/store'

/** Shown while controls hold changes that training does not use yet. */
export function PendingBar() {
  const pending = usePlayground((state) => state.needsReset)
  const { reset } = usePlayground((state) => state.actions)
  if (!pending) return null
  return (
    <div className="pending" role="group" aria-label="Changes not in use yet">
      <p>Some changes act only from step 0. The numbers shown are still the earlier ones.</p>
      <button type="button" className="button button--primary" onClick={() => reset()}>
        Apply and reset
      </button>
    </div>
  )
}
