import { useMemo } from 'react'
import { Swatch } from '../../charts/Swatch'
import { viewValue } from '../../experiment/viewKeys'
import { optimizerSpec } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import type { SweepSettings } from '../../state/sweep/sweepSettings'
import type { SweepBase } from '../../state/sweep/types'
import { useSweep } from '../../state/sweep/useSweep'
import { previousRunStyle } from '../chartPanels/runStyle'
import { CLOSE } from './findings'
import { MapGrid } from './MapGrid'
import { MapChoices, MapLegend } from './MapHead'
import { shownName } from './mapModel'
import { mapsOf } from './mapsOf'
import { openCell } from './openCell'
import './map.css'

interface SweepMapsProps {
  readonly base: SweepBase
  readonly settings: SweepSettings
}

/** The maps of a sweep over two settings, one for each optimizer, filled while it trains. */
export function SweepMaps({ base, settings }: SweepMapsProps) {
  const points = useSweep((state) => state.points)
  const trials = useSweep((state) => state.trials)
  const view = usePlayground(({ experiment }) => experiment.view)
  const drawn = useMemo(
    () => mapsOf(base, settings, { points, trials }, view),
    [base, settings, points, trials, view],
  )
  const best = viewValue(view, 'stripGood') ?? 'each'
  const hasRows = settings.y?.ofRuns === false || settings.x?.ofRuns === false
  return (
    <div className="maps">
      <MapChoices shown={drawn.shown} hasTarget={settings.target !== undefined} />
      <MapLegend scale={drawn.scale} />
      {drawn.maps.map((map) => (
        <section key={map.optimizer} className="maps__one">
          <h3 className="chart__title">
            <Swatch {...previousRunStyle(-1, map.optimizer)} />
            {optimizerSpec(map.optimizer).label}: {shownName(drawn.shown)} by {map.yName} and{' '}
            {map.xName}
          </h3>
          <MapGrid map={map} onOpen={({ x, y }) => openCell(base, settings, x, y)} />
          {map.text && <p className="maps__text">{map.text}.</p>}
        </section>
      ))}
      <p className="panel__note">
        Each cell is the median of its seeds; what diverged counts as worse than any number. Good
        cells have a frame: within {100 * CLOSE} percentage points of the best test accuracy
        {best === 'each' ? ' of the same optimizer' : ' of all optimizers'}
        {hasRows ? ' on the same task' : ''}, and better than guessing. A click on a cell opens what
        it was trained on as the experiment of the page; the map stays.
      </p>
    </div>
  )
}
