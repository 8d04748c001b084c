import { useState } from 'react'
import { PARTS } from '../../experiment/viewKeys'
import { type PartId, TITLES } from '../chartPanels/chartView'
import { CopyField } from './CopyField'
import { EMBED_HEIGHT, embedCode } from './embedCode'

/** What of an experiment another page shows, beside Train. */
export interface EmbedShown {
  readonly parts: readonly PartId[]
  /** The slider of the first run's rate. */
  readonly hasSlider: boolean
}

export interface EmbedWaysProps {
  readonly embedLink: (shown: EmbedShown) => string
  readonly name: string
}

const USUAL: readonly PartId[] = ['step', 'loss', 'accuracy']
const HEIGHTS = [360, 480, EMBED_HEIGHT, 800]

/** For another page: which charts, whether there is a slider, and how high. */
export function EmbedWays({ embedLink, name }: EmbedWaysProps) {
  const [parts, setParts] = useState<readonly PartId[]>(USUAL)
  const [hasSlider, setHasSlider] = useState(false)
  const [height, setHeight] = useState(EMBED_HEIGHT)
  return (
    <fieldset className="embed">
      <legend>For another page: Train, a link to this page, and</legend>
      <div className="embed__parts">
        {PARTS.map((part) => (
          <label key={part} className="check check--small">
            <input
              type="checkbox"
              checked={parts.includes(part)}
              onChange={({ target }) =>
                setParts(
                  PARTS.filter((one) => (one === part ? target.checked : parts.includes(one))),
                )
              }
            />
            {TITLES[part]}
          </label>
        ))}
        <label className="check check--small">
          <input
            type="checkbox"
            checked={hasSlider}
            onChange={({ target }) => setHasSlider(target.checked)}
          />
          A slider for maxLr
        </label>
        <label className="embed__height">
          Height{' '}
          <select
            className="select"
            value={height}
            onChange={({ target }) => setHeight(Number(target.value))}
          >
            {HEIGHTS.map((one) => (
              <option key={one} value={one}>
                {one} px
              </option>
            ))}
          </select>
        </label>
      </div>
      <CopyField
        name="Embed code"
        value={embedCode(embedLink({ parts, hasSlider }), name, height)}
        copy="Copy the embed code"
      />
    </fieldset>
  )
}
