import { trainedSettings } from '../../state/experiment/runList'
import type { CSSProperties, ReactNode } from 'react'
import { formatCount, formatShare } from '../../charts/format'
import { runLabels } from '../../experiment/labels'
import type { PlaygroundState } from '../../state/types'
import { seedCount } from '../../state/seeds/seeds'
import { usePlayground } from '../../state/store/store'
import { isTestAlone, statusDetail } from './statusDetail'

/** What is going on, in words that are announced; the numbers stand outside of what is. */
export function StatusLine() {
  const status = usePlayground((state) => state.session.status)
  const phase = usePlayground((state) => state.session.phase)
  return (
    <div className={`status status--${phase}`}>
      <p className={`status__words status__words--${phase}`} role="status" title={status}>
        {status}
      </p>
      <Detail />
      <dl className="counters">
        <SeedCounter />
        <StepCounter />
        <EpochCounter />
        <RateCounter />
        <AccuracyCounter />
      </dl>
    </div>
  )
}

function Detail() {
  const words = usePlayground(statusDetail)
  const isAlone = usePlayground(isTestAlone)
  return <p className={`status__detail ${isAlone ? 'status__detail--alone' : ''}`}>{words}</p>
}

function Counter(props: { name: string; width: number; children: ReactNode }) {
  return (
    <div className="counter">
      <dt>{props.name}</dt>
      <dd data-testid={props.name} style={{ '--room': `${props.width}ch` } as CSSProperties}>
        {props.children}
      </dd>
    </div>
  )
}

/** Only where there are several. */
function SeedCounter() {
  const count = usePlayground(seedCount)
  const done = usePlayground((state) => state.session.finishedSeeds.length)
  if (count === 1) return null
  return (
    <Counter name="seed" width={6}>
      {done + 1} of {count}
    </Counter>
  )
}

function StepCounter() {
  const step = usePlayground((state) => state.session.step)
  return (
    <Counter name="step" width={6}>
      {formatCount(step)}
    </Counter>
  )
}

function EpochCounter() {
  const epoch = usePlayground(({ session: { step, stepsPerEpoch } }) =>
    stepsPerEpoch ? (Math.floor((10 * step) / stepsPerEpoch) / 10).toFixed(1) : '–',
  )
  return (
    <Counter name="epoch" width={5}>
      {epoch}
    </Counter>
  )
}

function RateCounter() {
  const rate = usePlayground(({ session: { stepsPerSecond } }) =>
    stepsPerSecond > 0 ? stepsPerSecond.toFixed(stepsPerSecond < 10 ? 1 : 0) : '–',
  )
  return (
    <Counter name="steps/s" width={4}>
      {rate}
    </Counter>
  )
}

/** Best latest test accuracy of the runs, and whose it is. */
function bestAccuracy({ runs, experiment, session }: PlaygroundState): string {
  const accuracies = runs.map(({ id }) => session.lastEvaluations.get(id)?.accuracy ?? -1)
  const highest = Math.max(...accuracies)
  if (highest < 0) return '–'
  return `${formatShare(highest)} ${runLabels(experiment.runs)[accuracies.indexOf(highest)]}`
}

function AccuracyCounter() {
  const best = usePlayground(bestAccuracy)
  return (
    <Counter name="test accuracy" width={12}>
      {best}
    </Counter>
  )
}

/** Loading, compiling, or training towards a last step. */
export function Progress() {
  const loading = usePlayground(
    ({ session: { phase } }) => phase === 'starting' || phase === 'loading',
  )
  const compiling = usePlayground(
    ({ session: { phase, isCompiling } }) => phase === 'training' && isCompiling,
  )
  const limit = usePlayground((state) => trainedSettings(state).steps)
  const seeds = usePlayground(seedCount)
  const before = usePlayground((state) => state.session.finishedSeeds.length)
  const done = usePlayground(({ session: { step, progress, phase } }) =>
    phase === 'starting' || phase === 'loading' ? progress : step,
  )
  if (loading) {
    return (
      <div className="progress">
        <progress aria-label="Loading" {...(done === null ? {} : { value: done })} max={1} />
      </div>
    )
  }
  if (compiling) {
    return (
      <div className="progress">
        <progress aria-label="Compiling" max={1} />
      </div>
    )
  }
  return (
    <div className="progress">
      {limit !== null && (
        <progress
          aria-label="Steps done"
          value={before * limit + (done ?? 0)}
          max={seeds * limit}
        />
      )}
    </div>
  )
}
