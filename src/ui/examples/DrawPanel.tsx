import { Draw } from './Draw'
import { useShownData } from './useShownData'
import './examples.css'

/** A pad to draw on, or a test image by its number, and what every run makes of it. */
export function DrawPanel() {
  const data = useShownData()
  const { height, width, channels } = data.input
  return (
    <section className="panel" aria-labelledby="draw-title">
      <h2 id="draw-title" className="visually-hidden">
        What the runs make of an image
      </h2>
      <div className="examples">
        <Draw key={`${height} ${width} ${channels}`} data={data} />
      </div>
    </section>
  )
}
