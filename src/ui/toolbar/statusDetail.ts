/** Numbers beside the words of the status: they change too often to be announced. Pure. */
import { formatCount, percent } from '../../charts/format'
import { runLabels } from '../../experiment/labels'
import type { PlaygroundState } from '../../state/types'

const MB = 1e6
const megabytes = (bytes: number) => (bytes / MB).toFixed(1)

type Page = Pick<PlaygroundState, 'session' | 'experiment' | 'runs'>

/** Less is not worth a word. */
const FEW = 0.05

/**
 * How far loading or a test has come, and what comes next; what tests and other work take of the time of
 * training. Empty where nothing takes its time.
 */
export function statusDetail(page: Page): string {
  if (page.session.phase === 'loading') return loadingDetail(page)
  return [testingDetail(page), otherWorkDetail(page)].filter((words) => words !== '').join('; ')
}

function loadingDetail({ session: { progress, loadedBytes, step } }: Page): string {
  const size =
    loadedBytes && `${megabytes(loadedBytes.loaded)} of ${megabytes(loadedBytes.total)} MB`
  const share = progress === null ? null : percent(Math.floor(100 * progress))
  const done = [size, share].filter((words) => words !== null).join(', ')
  // After a crash it goes on where it stood.
  const next = `next: ${step === 0 ? 'first step' : `step ${formatCount(step + 1)}`}`
  return done === '' ? next : `${done}; ${next}`
}

function testingDetail({ session: { testing }, experiment, runs }: Page): string {
  if (!testing) return ''
  const label = runLabels(experiment.runs)[runs.findIndex(({ id }) => id === testing.run)]
  return `testing ${label === undefined ? '' : `${label}: `}${formatCount(testing.done)} of ${formatCount(testing.total)}`
}

function otherWorkDetail({ session: { phase, otherWork } }: Page): string {
  if (phase !== 'training' || otherWork < FEW) return ''
  return `tests and other work: ${percent(Math.round(100 * otherWork))} of the time`
}

/** Nothing else goes on while it is being tested: the last step has been done, or it is paused. */
export const isTestAlone = ({ session: { testing, phase, step, experiment } }: Page): boolean =>
  testing !== null && (phase !== 'training' || step === experiment?.steps)
