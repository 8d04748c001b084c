/** The maps of a sweep, of what is known and of what the view asks for. Pure. */
import { dataShape } from '../../data/specs'
import { viewValue } from '../../experiment/viewKeys'
import { axisValues } from '../../state/sweep/sweepAxis'
import { xAxis, type SweepSettings } from '../../state/sweep/sweepSettings'
import type { SweepState } from '../../state/sweep/sweepRunner'
import { sweepSpreads, type SweepSpread } from '../../state/sweep/sweepSpread'
import type { SweepBase } from '../../state/sweep/types'
import { goodCells } from './findings'
import { mapCells, mapText, scaleOf, type MapCell, type MapOf } from './mapModel'
import { axisWord } from './sweepMessages'

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

export function mapsOf(
  base: SweepBase,
  settings: SweepSettings,
  { points, trials }: Pick<SweepState, 'points' | 'trials'>,
  view: Readonly<Record<string, string>>,
): DrawnMaps {
  const { optimizers, target } = settings
  const [x, y] = [xAxis(settings), settings.y!]
  const guess = 1 / dataShape(base.experiment.data).classNames.length
  const spreads = sweepSpreads(points, optimizers, { x: x.key, y: y.key, guess, target })
  const wanted = viewValue(view, 'stripShow') ?? 'accuracy'
  const shown = wanted === 'steps' && target === undefined ? 'accuracy' : wanted
  // Cells that differ in hyperparameters alone have the same problem to solve.
  const problemOf = (at: SweepSpread) => `${x.ofRuns ? '' : at.x} ${y.ofRuns ? '' : at.y}`
  const good = goodCells(spreads, viewValue(view, 'stripGood') ?? 'each', guess, problemOf)
  const map: MapOf = {
    columns: axisValues(x),
    rows: axisValues(y),
    scale: scaleOf(spreads, shown),
    ...{ shown, good },
    isTraining: (atX, atY) =>
      trials.some(({ values }) => values[x.key] === atX && values[y.key] === atY),
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
