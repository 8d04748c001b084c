import { trainedSettings } from '../../state/experiment/runList'
import { Marker } from '../../charts/Marker'
import { dataShape } from '../../data/specs'
import { runLabels } from '../../experiment/labels'
import { usePlayground } from '../../state/store/store'
import { runStyle } from '../chartPanels/runStyle'
import { CLASS_SHAPES, MOST_POINTS } from './paint'
import { RegionPicture } from './RegionPicture'
import { useIsOnScreen } from './useIsOnScreen'
import { CLASS_COLOURS, usePalette } from './usePalette'
import { useRegions } from './useRegions'

/** What each run makes of the plane, while it is seen, and the training points over it. */
export default function RegionsPanel() {
  const data = usePlayground((state) => trainedSettings(state).data)
  const configs = usePlayground((state) => state.experiment.runs)
  const runs = usePlayground((state) => state.runs)
  const { byRun, points } = usePlayground((state) => state.session.regions)
  const palette = usePalette()
  const [ref, isSeen] = useIsOnScreen<HTMLDivElement>()
  useRegions(isSeen)
  const { classNames } = dataShape(data)
  const labels = runLabels(configs)
  return (
    <div ref={ref} className="regions__body">
      <div className="regions__pictures">
        {runs.map(
          ({ id, hidden }, run) =>
            !hidden && (
              <RegionPicture
                key={id}
                label={labels[run]!}
                style={runStyle(id)}
                regions={byRun.get(id)}
                {...{ points, palette, classNames }}
              />
            ),
        )}
      </div>
      <ul className="regions__legend" aria-label="Classes">
        {classNames.map((name, c) => (
          <li key={name}>
            <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
              <Marker x={0} y={0} shape={CLASS_SHAPES[c]!} color={`var(${CLASS_COLOURS[c]!})`} />
            </svg>
            {name}
          </li>
        ))}
        {points && points.labels.some((label, i) => label !== points.clean[i]) && (
          <li>
            <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
              <circle r="6" fill="none" stroke="var(--text)" strokeWidth="1.6" />
            </svg>
            wrong label
          </li>
        )}
        <li className="regions__note">
          Share of the training points in a region of their label.
          {points && points.labels.length > MOST_POINTS && ` The first ${MOST_POINTS} are drawn.`}
        </li>
      </ul>
    </div>
  )
}
