import { useMemo } from 'react'
import { Swatch } from '../../charts/Swatch'
import { optimizerSpec } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import type { SpreadPoint } from '../../state/sweep/sweepSpread'
import { previousRunStyle } from '../chartPanels/runStyle'
import { MapGrid } from './MapGrid'
import { MapChoices, MapLegend } from './MapHead'
import { scaleOf, shownName, type MapCell } from './mapModel'
import { drawMaps, shownIn, spreadsOf, type MapFrame } from './mapsOf'
import { openCell } from './openCell'
import { isOwnMap, mapDifference, placedOn, type OwnSweep } from './resultsMaps'
import { mapDifferenceText } from './resultsText'
import './map.css'

interface ResultsMapsProps {
  readonly frame: MapFrame
  readonly own: OwnSweep
  /** Of the file, and of the page. */
  readonly there: readonly SpreadPoint[]
  readonly here: readonly SpreadPoint[]
}

/** The maps of a file, one for each optimizer, beside those of the page in the same colours. */
export function ResultsMaps({ frame, own, there, here }: ResultsMapsProps) {
  const view = usePlayground(({ experiment }) => experiment.view)
  const { shown, scale, file, page } = useMemo(() => {
    const [file, page] = [there, here].map((points) => spreadsOf(frame, placedOn(frame, points)))
    const shown = shownIn(view, frame)
    return { shown, scale: scaleOf([...file!, ...page!], shown), file: file!, page: page! }
  }, [frame, there, here, view])
  const inFile = drawMaps(frame, view, file, { scale })
  const onPage = drawMaps(frame, view, page, { scale })
  const open = ({ x, y }: MapCell) => openCell(own.base, own.settings, x, y)
  const onOpen = isOwnMap(frame, own) ? open : undefined
  return (
    <div className="maps">
      {/* The page's own maps have the same choices above. */}
      {!own.settings.y && <MapChoices shown={shown} hasTarget={false} />}
      <MapLegend scale={scale} />
      {inFile.maps.map((map, i) => {
        const { optimizer, xName, yName, text } = map
        const mine = onPage.maps[i]!
        return (
          <section key={optimizer} className="maps__one">
            <h4 className="chart__title">
              <Swatch {...previousRunStyle(-1, optimizer)} />
              {optimizerSpec(optimizer).label}: {shownName(shown)} by {yName} and {xName}
            </h4>
            <div className="maps__pair">
              <div>
                <h5 className="maps__where">In the file</h5>
                <MapGrid {...{ map, onOpen }} name="Map in the file" />
                <p className="maps__text">{text}.</p>
              </div>
              {mine.text && (
                <div>
                  <h5 className="maps__where">On this page</h5>
                  <MapGrid {...{ map: mine, onOpen }} name="Map on this page" />
                  <p className="maps__text">{mine.text}.</p>
                </div>
              )}
            </div>
            <p className="maps__text">
              {mapDifferenceText(mapDifference(file, page, optimizer, shown), shown, {
                ...{ x: xName, y: yName },
              })}
            </p>
          </section>
        )
      })}
    </div>
  )
}
