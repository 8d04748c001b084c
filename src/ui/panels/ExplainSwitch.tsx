import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'

/** Whether every control shows its help; kept in the link, for those who teach with it. */
export const useExplain = () =>
  usePlayground((state) => viewValue(state.experiment.view, 'explain') === 'on')

export function ExplainSwitch() {
  const explain = useExplain()
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label className="check check--small">
      <input
        type="checkbox"
        checked={explain}
        onChange={(event) => setView('explain', event.target.checked ? 'on' : null)}
      />
      explain controls
    </label>
  )
}
