/** The maps of a sweep, of what is known and of what the view asks for. Pure. */
import { dataShape } from '../../data/specs'
import { viewValue } from '../../experiment/viewKeys'
import { axisValues } from '../../state/sweep/sweepAxis'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import type { SweepState } from '../../state/sweep/sweepRunner'
import { sweepSpreads, type SpreadPoint, type SweepSpread } from '../../state/sweep/sweepSpread'
import type { SweepBase } from '../../state/sweep/types'
import { goodCells } from './findings'
import { mapCells, mapText, scaleOf, type MapCell, type MapOf } from './mapModel'
import { axisWord } from './sweepMessages'

export interface MapAxis {
  readonly key: string
  readonly values: readonly number[]
  /** Belongs to the runs: cells that differ in it alone have the same problem to solve. */
  readonly ofRuns: boolean
}

/** What maps go over, and what their numbers are measured by. */
export interface MapFrame {
  readonly optimizers: readonly string[]
  readonly x: MapAxis
  readonly y: MapAxis
  /** Test accuracy of guessing; below any where it is not known. */
  readonly guess: number
  /** Test accuracy that is to be reached. */
  readonly target?: number | undefined
}

export interface DrawnMap {
  readonly optimizer: string
  readonly xName: string
  readonly yName: string
  readonly columns: readonly number[]
  readonly cells: readonly (readonly MapCell[])[]
  /** What it says, in a sentence; empty where nothing has been trained. */
  readonly text: string
}

export interface DrawnMaps extends Pick<MapOf, 'scale' | 'shown'> {
  readonly maps: readonly DrawnMap[]
}

type View = Readonly<Record<string, string>>

/** Test accuracy of guessing, on the data of a sweep. */
export const guessOf = ({ experiment }: SweepBase): number =>
  1 / dataShape(experiment.data).classNames.length

export function spreadsOf(frame: MapFrame, points: readonly SpreadPoint[]): SweepSpread[] {
  const { optimizers, x, y, guess, target } = frame
  return sweepSpreads(points, optimizers, { x: x.key, y: y.key, guess, target })
}

export function shownIn(view: View, { target }: Pick<MapFrame, 'target'>): MapOf['shown'] {
  const wanted = viewValue(view, 'stripShow') ?? 'accuracy'
  return wanted === 'steps' && target === undefined ? 'accuracy' : wanted
}

/** @param scale of several pictures, so that one colour is one number in all of them */
export function drawMaps(
  frame: MapFrame,
  view: View,
  spreads: readonly SweepSpread[],
  { scale, isTraining }: Partial<Pick<MapOf, 'scale' | 'isTraining'>> = {},
): DrawnMaps {
  const { optimizers, x, y, guess } = frame
  const shown = shownIn(view, frame)
  const problemOf = (at: SweepSpread) => `${x.ofRuns ? '' : at.x} ${y.ofRuns ? '' : at.y}`
  const good = goodCells(spreads, viewValue(view, 'stripGood') ?? 'each', guess, problemOf)
  const map: MapOf = {
    columns: x.values,
    rows: y.values,
    scale: scale === undefined ? scaleOf(spreads, shown) : scale,
    ...{ shown, good },
    isTraining: isTraining ?? (() => false),
  }
  return {
    ...{ scale: map.scale, shown },
    maps: optimizers.map((optimizer) => {
      const [xName, yName] = [axisWord(x, optimizer), axisWord(y, optimizer)]
      return {
        ...{ optimizer, xName, yName, columns: map.columns },
        cells: mapCells(spreads, optimizer, map),
        text: spreads.some((at) => at.optimizer === optimizer)
          ? mapText(spreads, optimizer, good, { x: xName, y: yName })
          : '',
      }
    }),
  }
}

/** Those of the page's own sweep. */
export function mapsOf(
  base: SweepBase,
  settings: SweepSettings,
  { points, trials }: Pick<SweepState, 'points' | 'trials'>,
  view: View,
): DrawnMaps {
  const { optimizers, target } = settings
  const [x, y] = [xAxis(settings), settings.y!]
  const frame: MapFrame = {
    ...{ optimizers, target, guess: guessOf(base) },
    x: { key: x.key, ofRuns: x.ofRuns, values: axisValues(x) },
    y: { key: y.key, ofRuns: y.ofRuns, values: axisValues(y) },
  }
  const isTraining = (atX: number, atY: number) =>
    trials.some(({ values }) => values[x.key] === atX && values[y.key] === atY)
  return drawMaps(frame, view, spreadsOf(frame, points), { isTraining })
}
