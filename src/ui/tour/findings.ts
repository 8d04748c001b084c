/** What came out of each scene of the tour, from the numbers of its run. Pure. */
import { shareInWords } from '../../charts/format'
import { listed } from '../../experiment/text'
import {
  alike,
  firstQuarter,
  inWords,
  largestDifference,
  lastQuarter,
  meanOf,
  medianOf,
  trendOfShare,
  trendOfSize,
  type Trend,
} from './measure'
import type { Finding, SceneRun, Trained } from './scene'

/** Steps at the end over which a loss is averaged. */
const LATELY = 100
/** Curves that differ by no more at any step lie on each other: float32 on another backend. */
const COINCIDES = 0.01
/** Losses of which the larger is at most so many times the smaller end alike. */
const ALIKE = 1.05

/** NaN where there is no end. */
const endLoss = ({ values, diverged }: SceneRun) => {
  const loss = values('loss')
  return diverged ? NaN : meanOf(loss.subarray(Math.max(0, loss.length - LATELY)))
}

const clippedShare = ({ values }: SceneRun) => meanOf(values('clipped'))

const MOVED: Readonly<Record<Trend, string>> = {
  rises: 'grew',
  falls: 'shrank',
  stays: 'stayed about the same',
}

function quarters({ values }: SceneRun, column: 'loss' | 'stepSize') {
  const of = column === 'loss' ? meanOf : medianOf
  return [firstQuarter(values(column)), lastQuarter(values(column))].map(of) as [number, number]
}

/** "The median step grew: from 0.2 in the first quarter of the steps to 1 in the last." */
const stepMoved = (outcome: Trend | null, [before, after]: readonly [number, number]) =>
  `The median step ${outcome ? MOVED[outcome] : 'went'}: from ${inWords(before)} in the first ` +
  `quarter of the steps to ${inWords(after)} in the last.`

/** What a run was that diverged tells nothing of what it would have been. */
const unlessDiverged =
  (measure: (trained: Trained) => Finding) =>
  (trained: Trained): Finding => {
    const lost = trained.runs.find(({ diverged }) => diverged)
    if (!lost) return measure(trained)
    const steps = lost.values('loss').length
    return { outcome: null, measured: `${lost.label} diverged after ${steps} steps.` }
  }

/** How the step of the first run moves over the training, beside its loss. */
export const stepOverTime = unlessDiverged(({ runs }) => {
  const run = runs[0]!
  const step = quarters(run, 'stepSize')
  const loss = quarters(run, 'loss')
  const outcome = trendOfSize(...step)
  return {
    outcome,
    measured:
      `${stepMoved(outcome, step)} ` +
      `The mean loss went from ${inWords(loss[0])} to ${inWords(loss[1])}.`,
  }
})

/** How often the first run is clipped before its edit and since. */
export const clippedAroundEdit = unlessDiverged(({ runs, edits }) => {
  const clipped = runs[0]!.values('clipped')
  const at = edits[0]?.step ?? clipped.length
  const [before, after] = [clipped.subarray(0, at), clipped.subarray(at)].map(meanOf) as [
    number,
    number,
  ]
  const outcome = trendOfShare(before, after)
  const shares =
    `${shareInWords(before)} of the ${at} steps before the change were clipped, and ` +
    `${shareInWords(after)} of the ${clipped.length - at} since.`
  return {
    outcome,
    measured: outcome === 'stays' ? `Here it stayed about the same: ${shares}` : shares,
  }
})

/** Whether the losses of the first two runs coincide, while the first is clipped. */
export const besideOther = unlessDiverged(({ runs }) => {
  const [one, other] = runs as readonly [SceneRun, SceneRun]
  const difference = largestDifference(one.values('loss'), other.values('loss'))
  const clip = `${one.label} was clipped on ${shareInWords(clippedShare(one))} of its steps. `
  if (difference <= COINCIDES)
    return {
      outcome: 'same',
      measured:
        clip +
        (difference === 0
          ? 'The two losses are equal at every step.'
          : `The two losses differ by at most ${shareInWords(difference)} at any step.`),
    }
  const [first, second] = [endLoss(one), endLoss(other)]
  return {
    outcome: first < second ? 'first' : second < first ? 'second' : null,
    measured:
      `${clip}The mean loss of the last ${LATELY} steps is ${inWords(first)} with ${one.label} ` +
      `and ${inWords(second)} with ${other.label}.`,
  }
})

/** How the step of the first run moves where its loss cannot reach 0, and how the runs end. */
export const stepAtFloor = unlessDiverged((trained) => {
  const step = quarters(trained.runs[0]!, 'stepSize')
  const outcome = trendOfSize(...step)
  const ends = trained.runs.map((run) => `${inWords(quarters(run, 'loss')[1])} with ${run.label}`)
  return {
    outcome,
    measured: `${stepMoved(outcome, step)} ` + `There the mean loss is ${listed(ends)}.`,
  }
})

/** Which of the runs, in the order of their limits, end alike. */
export function endsAlike({ runs }: Trained): Finding {
  const losses = runs.map(endLoss)
  const groups = alike(losses, ALIKE).sort((a, b) => a[0]! - b[0]!)
  const sizes = groups.map((group) => group.length)
  const largest = groups.find((group) => group.includes(runs.length - 1))!
  const labelOf = (place: number) => runs[place]!.label
  const ended = groups.map((group) => {
    const mean = group.reduce((sum, place) => sum + losses[place]!, 0) / group.length
    const labels = listed(group.map(labelOf))
    return Number.isFinite(mean) ? `${labels} at ${inWords(mean)}` : `${labels} without a loss`
  })
  const clipped = runs.map((run) => shareInWords(clippedShare(run)))
  return {
    outcome:
      sizes.length === 1
        ? 'all'
        : Math.max(...sizes) === 1 && losses.every(Number.isFinite)
          ? 'none'
          : isLastOf(largest, runs.length, 3) && sizes.length === runs.length - 2
            ? 'largest'
            : null,
    measured:
      `Mean loss of the last ${LATELY} steps: ${ended.join('; ')}. ` +
      `In this order they were clipped on ${listed(clipped)} of their steps.`,
  }
}

/** Whether these places are the last `count` of `length`. */
const isLastOf = (places: readonly number[], length: number, count: number) =>
  places.length === count && places.every((place) => place >= length - count)
