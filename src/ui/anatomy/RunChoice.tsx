import { usePlayground } from '../../state/store/store'
import type { RunView } from '../chartPanels/runViews'
import { usualView } from './lookedAt'

export interface RunChoiceProps {
  readonly views: readonly RunView[]
  readonly chosen: RunView
  readonly label: string
  readonly className?: string
}

/** Which run's step is looked at, where there are several. Kept in the link. */
export function RunChoice({ views, chosen, label, className = '' }: RunChoiceProps) {
  const { setView } = usePlayground((state) => state.actions)
  if (views.length < 2) return null
  const usual = String(usualView(views)?.run)
  return (
    <select
      className={`select ${className}`}
      aria-label={label}
      value={chosen.run}
      onChange={({ target }) => setView('anatomy', target.value === usual ? null : target.value)}
    >
      {views.map((view) => (
        <option key={view.run} value={view.run}>
          {view.label}
        </option>
      ))}
    </select>
  )
}
