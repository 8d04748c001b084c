import { formatCount } from '../../charts/format'
import { useEffect, useMemo } from 'react'
import { viewValue } from '../../experiment/viewKeys'
import { optimizerWord } from '../../optimizers/ownRules/words'
import type { RunId } from '../../spec/runId'
import { configsInForce, indexOfRun } from '../../state/experiment/runList'
import { startStudy, stopStudy } from '../../state/session/sendStudy'
import type { LandscapeReport } from '../../state/session/session'
import { usePlayground } from '../../state/store/store'
import { RunChoice } from '../anatomy/RunChoice'
import type { RunView } from '../chartPanels/runViews'
import { download } from '../saveFile'
import { landscapeCsv } from './landscapeCsv'
import { LandscapePicture } from './LandscapePicture'
import { landscapeWords } from './landscapeWords'
import { StudyControls } from './StudyControls'
import { useStudiedRun } from './useStudiedRun'

/** The loss over a plane in the space of weights, with the paths of the runs on it. */
export function LandscapeView() {
  const { views, chosen, whyNot } = useStudiedRun()
  const report = usePlayground(({ session }) => session.landscape)
  const hasSteps = usePlayground(({ session }) => session.step > 0)
  // Who does not look at it any more does not wait for it either.
  useEffect(() => () => stopStudy('landscape'), [])
  const other = useOther(views, chosen)
  if (!chosen) return <p className="panel__note">Every run is hidden.</p>
  const shown = report && views.some(({ id }) => id === report.run) ? report : null
  const all = shown?.losses.length ?? 0
  const save = () => {
    if (!shown) return
    const state = usePlayground.getState()
    const placeOf = (id: RunId) => {
      const run = indexOfRun(state, id)
      return { run, optimizer: optimizerWord(configsInForce(state)[run]?.optimizer ?? '') }
    }
    download('alig-playground-landscape.csv', 'text/csv', [landscapeCsv(shown, placeOf)])
  }
  return (
    <>
      <StudyControls
        study="landscape"
        label="Measure the landscape"
        onStart={() => startStudy({ study: 'landscape', run: chosen.id, other: other?.id ?? null })}
        whyNot={
          whyNot ?? (hasSteps ? undefined : 'Train some steps first: it needs a way to look along.')
        }
        done={all > 0 ? shown!.done / all : 0}
        words={all > 0 ? `${formatCount(shown!.done)} of ${formatCount(all)} points` : 'Beginning'}
        choices={
          <>
            <RunChoice {...{ views, chosen }} label="Run whose landscape it is" />
            <OtherChoice {...{ views, chosen, other }} />
          </>
        }
      >
        {all > 0 && (
          <button type="button" className="button button--small" onClick={save}>
            Landscape (CSV)
          </button>
        )}
      </StudyControls>
      {shown && <Measured report={shown} views={views} />}
    </>
  )
}

/** The other run that the plane goes through; undefined for the run's own path. */
function useOther(views: readonly RunView[], chosen: RunView | undefined): RunView | undefined {
  const wanted = usePlayground(({ experiment }) => viewValue(experiment.view, 'plane'))
  const diverged = usePlayground(({ session }) => session.diverged)
  const there = views.filter(({ id }) => id !== chosen?.id && !diverged.has(id))
  if (wanted === 'path') return undefined
  return there.find(({ run }) => run === wanted) ?? there[0]
}

function OtherChoice(props: {
  readonly views: readonly RunView[]
  readonly chosen: RunView
  readonly other: RunView | undefined
}) {
  const { views, chosen, other } = props
  const { setView } = usePlayground((state) => state.actions)
  if (views.length < 2) return null
  return (
    <select
      className="select"
      aria-label="What the plane goes through"
      value={other ? other.run : 'path'}
      onChange={({ target }) => setView('plane', target.value)}
    >
      {views
        .filter(({ id }) => id !== chosen.id)
        .map(({ run, label }) => (
          <option key={run} value={run}>
            through {label}
          </option>
        ))}
      <option value="path">through its own path</option>
    </select>
  )
}

function Measured(props: { readonly report: LandscapeReport; readonly views: readonly RunView[] }) {
  const { report, views } = props
  // Views are made again with every update of the charts; the picture stays.
  const looks = JSON.stringify(views.map(({ id, label, style }) => ({ id, label, style })))
  const runs = useMemo(
    () => JSON.parse(looks) as readonly Pick<RunView, 'id' | 'label' | 'style'>[],
    [looks],
  )
  const words = landscapeWords(
    report,
    (id) => runs.find((one) => one.id === id)?.label ?? 'another run',
  )
  return (
    <div className="landscape">
      <LandscapePicture {...{ report, runs }} />
      <div className="landscape__words">
        {words.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  )
}
