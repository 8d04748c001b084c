import { useMemo, useState } from 'react'
import { presetOf } from '../../experiment/presetOf'
import { describedExperiment } from '../../state/experiment/pending'
import { compareWith, useComparison } from '../../state/import/comparison'
import { openedFor, useOpened } from '../../state/import/openedFile'
import { divergedMessage } from '../../state/session/divergedMessage'
import { usePlayground } from '../../state/store/store'
import { Hints } from '../hints/Hints'
import type { HintsState } from '../hints/useHints'
import { useRuleNotes } from '../rules/useRuleNotes'
import { startTour } from '../tour/openScene'
import { useSceneNumber } from '../tour/useSceneNumber'
import type { Note } from './note'

/** Everything that the page has to say beside its numbers, what is urgent first. */
export function useNotes(hints: HintsState): readonly Note[] {
  const notices = usePlayground((state) => state.notices)
  const { dismissNotice, actOnNotice } = usePlayground((state) => state.actions)
  const diverged = usePlayground(divergedMessage)
  const [readDiverged, setReadDiverged] = useState<string | null>(null)
  const [readRefused, setReadRefused] = useState<string | null>(null)
  const refused = usePlayground(({ session: { backend, experiment } }) =>
    backend && experiment && experiment.backend !== 'auto' && experiment.backend !== backend.name
      ? backend.reason
      : null,
  )
  const rules = useRuleNotes()
  // A scene of the tour says what to do, and asks what the note of a preset would give away.
  const isTour = useSceneNumber() !== undefined
  const preset = usePresetNote(isTour)
  const comparison = useComparisonNote()
  return useMemo(() => {
    const told = notices
      .filter(({ undo }) => !undo)
      .map(({ id, kind, text, action }): Note => ({
        ...{ key: `notice ${id}`, kind, content: text, dismissLabel: 'Dismiss' },
        ...(action ? { action: { label: action.label, run: () => actOnNotice(id) } } : {}),
        dismiss: () => dismissNotice(id),
      }))
    const lost: Note[] =
      diverged && diverged !== readDiverged
        ? [
            {
              ...{ key: `diverged ${diverged}`, kind: 'error', content: diverged },
              ...{ dismissLabel: 'Dismiss', dismiss: () => setReadDiverged(diverged) },
            },
          ]
        : []
    const other: Note[] =
      refused && refused !== readRefused
        ? [
            {
              ...{ key: `backend ${refused}`, kind: 'warning', content: refused },
              ...{ dismissLabel: 'Dismiss', dismiss: () => setReadRefused(refused) },
            },
          ]
        : []
    const first: Note[] =
      hints.shown && !isTour
        ? [
            {
              ...{ key: 'hints', kind: 'hints', content: <Hints /> },
              group: { role: 'complementary', name: 'First steps' },
              onward: { label: 'Tour', title: 'Take the tour: five scenes', run: startTour },
              ...{ dismissLabel: 'Dismiss hints', dismiss: hints.dismiss },
            },
          ]
        : []
    return [
      ...told.filter(({ kind }) => kind === 'error'),
      ...lost,
      ...other,
      ...rules,
      ...told.filter(({ kind }) => kind !== 'error'),
      ...comparison,
      ...preset,
      ...first,
    ]
  }, [
    notices,
    diverged,
    refused,
    readDiverged,
    readRefused,
    hints,
    rules,
    isTour,
    preset,
    comparison,
    dismissNotice,
    actOnNotice,
  ])
}

/** What to look at in a preset, and what came out when it was measured. */
function usePresetNote(isTour: boolean): readonly Note[] {
  const preset = usePlayground((state) => presetOf(describedExperiment(state)))
  const [dismissed, dismiss] = useState<string | null>(null)
  return useMemo(() => {
    if (isTour || !preset?.measured || preset.id === dismissed) return []
    return [
      {
        ...{ key: `preset ${preset.id}`, kind: 'info' },
        group: { role: 'complementary', name: `About ${preset.title}` },
        content: (
          <>
            <strong>Look at this.</strong> {preset.lookAt} <strong>Measured.</strong>{' '}
            {preset.measured}
          </>
        ),
        dismissLabel: `Dismiss the note about ${preset.title}`,
        dismiss: () => dismiss(preset.id),
      },
    ]
  }, [isTour, preset, dismissed])
}

/** How far the page's numbers are from those of the file they are compared with. */
function useComparisonNote(): readonly Note[] {
  const { imported, sentence } = useComparison()
  const opened = useOpened((state) => state.opened)
  const isOpened = usePlayground((state) => openedFor(opened, state) !== null)
  return useMemo(() => {
    if (!imported) return []
    return [
      {
        ...{ key: 'comparison', kind: 'info' },
        group: { role: 'group', name: 'Comparison' },
        content: (
          <>
            <strong>Compared with {imported.source}.</strong> {sentence}
            {isOpened &&
              ' Until it is trained here, the charts show the numbers of the file, and Export gives them.'}
          </>
        ),
        dismissLabel: 'End the comparison',
        dismiss: () => compareWith(null),
      },
    ]
  }, [imported, sentence, isOpened])
}
