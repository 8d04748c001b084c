import { useCallback, useEffect, useId, useState } from 'react'
import { formatCount, formatValue } from '../../charts/format'
import { LineChart } from '../../charts/LineChart'
import { optimizerWord } from '../../optimizers/ownRules/words'
import { rateOptionOf } from '../../spec/optimizer'
import { configsInForce, indexOfRun } from '../../state/experiment/runList'
import { startStudy, stopStudy } from '../../state/session/sendStudy'
import type { RateTestReport } from '../../state/session/session'
import { seriesStore, usePlayground } from '../../state/store/store'
import { RunChoice } from '../anatomy/RunChoice'
import type { RunView } from '../chartPanels/runViews'
import { download } from '../saveFile'
import { limitAt } from '../why/measuredAt'
import { rateTestCsv } from './rateTestCsv'
import {
  nearestPoint,
  type RateLine,
  rateTestPicture,
  rateTestWords,
  short,
  toX,
} from './rateTestPicture'
import { StudyControls } from './StudyControls'
import { useStudiedRun } from './useStudiedRun'

const HEIGHT = 240

/** What other values of a run's rate would come to from here. */
export function RateTestView() {
  const { views, chosen, whyNot } = useStudiedRun()
  const report = usePlayground(({ session }) => session.rateTest)
  // Who does not look at it any more does not wait for it either.
  useEffect(() => () => stopStudy('rateTest'), [])
  if (!chosen) return <p className="panel__note">Every run is hidden.</p>
  const shown = report?.run === chosen.id ? report : null
  const option = rateOptionOf(chosen.spec)
  const noRate = option?.kind === 'number' ? undefined : 'The rule has no rate to test.'
  const of = shown?.values ?? 0
  const count = shown?.points.length ?? 0
  const save = () => {
    if (!shown) return
    const state = usePlayground.getState()
    const run = indexOfRun(state, shown.run)
    const word = optimizerWord(configsInForce(state)[run]!.optimizer)
    download('alig-playground-rates.csv', 'text/csv', [rateTestCsv(shown, run, word)])
  }
  return (
    <>
      <StudyControls
        study="rateTest"
        label="Test the rates"
        onStart={() => startStudy({ study: 'rateTest', run: chosen.id })}
        whyNot={whyNot ?? noRate}
        done={of > 0 ? count / of : 0}
        words={of > 0 ? `${count} of ${of} values` : 'Beginning'}
        choices={<RunChoice {...{ views, chosen }} label="Run whose rates are tested" />}
      >
        {count > 0 && (
          <button type="button" className="button button--small" onClick={save}>
            Rate test (CSV)
          </button>
        )}
      </StudyControls>
      {shown && shown.points.length > 1 && <Tested report={shown} view={chosen} />}
    </>
  )
}

interface TestedProps {
  readonly report: RateTestReport
  readonly view: RunView
}

function Tested({ report, view }: TestedProps) {
  const { key, points } = report
  const [hoverX, setHoverX] = useState<number | null>(null)
  const [picked, setPicked] = useState<number | null>(null)
  const lines = useRateLines(report, view)
  const picture = rateTestPicture(report, view.style, lines)
  const moveX = useCallback(
    (x: number, by: number) => {
      const next = Math.min(points.length - 1, Math.max(0, nearestPoint(points, x) + by))
      return toX(points[next]!.rate)
    },
    [points],
  )
  const pin = (x: number | null) =>
    setPicked(x === null ? null : (points[nearestPoint(points, x)]?.rate ?? null))
  const isOther = points.every(({ rate }) => rate !== picked)
  const rate = picked === null || isOther ? null : picked
  return (
    <>
      <LineChart
        {...picture}
        title={`Loss by ${key}, from step ${formatCount(report.step)} on`}
        yScale="log"
        height={HEIGHT}
        fullScreen={false}
        xLabel={key}
        markLabels
        formatX={(x) => short(10 ** x)}
        formatValue={formatValue}
        {...{ hoverX, moveX }}
        onHover={setHoverX}
        pinnedX={rate === null ? null : toX(rate)}
        onPin={pin}
      />
      <p className="study__words">{rateTestWords(report)}</p>
      <PickedRate {...{ report, view, rate }} onPick={setPicked} />
    </>
  )
}

/** The offer to give the run one of the values that were tested. */
function PickedRate(
  props: TestedProps & {
    readonly rate: number | null
    readonly onPick: (rate: number) => void
  },
) {
  const { report, view, rate, onPick } = props
  const { key, points } = report
  const id = useId()
  const { setHyper } = usePlayground((state) => state.actions)
  const current = usePlayground((state) => state.runs[view.run]?.current[key] ?? null)
  const inForce = typeof current === 'number' ? current : null
  const shown = rate ?? points.find((point) => point.rate === inForce)?.rate ?? points[0]!.rate
  return (
    <div className="study__pick">
      <label htmlFor={id}>Value of {key}</label>
      <select
        id={id}
        className="select"
        value={shown}
        onChange={({ target }) => onPick(Number(target.value))}
      >
        {points.map((point) => (
          <option key={point.rate} value={point.rate}>
            {short(point.rate)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button button--small"
        disabled={shown === current}
        onClick={() => setHyper(view.id, key, shown)}
      >
        Set {key} of {view.label} to {short(shown)}
      </button>
      {shown === current && <span className="instrument__cost">the value in force</span>}
    </div>
  )
}

/** The value in force, and where steps along the gradient stand on the same axis, gamma and 2/lambda. */
function useRateLines({ key }: RateTestReport, { run, id, spec, series, style }: RunView) {
  const current = usePlayground((state) => state.runs[run]?.current[key] ?? null)
  const curvature = usePlayground(({ session }) => session.curvature.get(id)?.stableStepSize)
  const lines: RateLine[] = []
  const add = (value: unknown, name: string, color: string) => {
    if (typeof value === 'number' && value > 0 && Number.isFinite(value))
      lines.push({ value, label: `${name} ${short(value)}`, short: name, color })
  }
  add(current, `${key} now`, style.color)
  const isStep = spec.alongGradient && (spec.limitKey ?? spec.fixedRateKey) === key
  if (!isStep) return lines
  if (spec.fixedRateKey !== key) add(series?.values('stepSize').at(-1), 'γ', 'var(--text)')
  const whole = seriesStore.get(id)
  const measured = curvature ?? (whole && limitAt(whole, whole.endStep - 1)?.stepSize)
  add(measured, '2 / λ_max', 'var(--muted)')
  return lines
}
