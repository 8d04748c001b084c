import { usePlayground } from '../../state/store/store'
import type { RunView } from '../chartPanels/runViews'
import { changeEffect } from './changeEffect'
import './changes.css'

/** Under the step chart: what the last change did, while it does it. */
export function ChangeEffect({ views }: { readonly views: readonly RunView[] }) {
  const edits = usePlayground((state) => state.session.appliedEdits)
  const hasBegun = usePlayground((state) => state.session.step > 0)
  const sentence = changeEffect(
    edits,
    views.flatMap(({ id, label, spec, series }) =>
      series ? [{ id, label, hasClip: spec.hasUnclipped, series }] : [],
    ),
  )
  return (
    <p className={`change ${sentence ? '' : 'change--none'}`}>
      {sentence ?? (hasBegun ? 'Move a value: what it did is said here.' : '')}
    </p>
  )
}
