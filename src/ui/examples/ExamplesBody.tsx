import { BatchPictures } from './BatchPictures'
import { Draw } from './Draw'
import { Mistakes } from './Mistakes'
import { useShownData } from './useShownData'
import './examples.css'

/** What is loaded, asked for and computed only while the panel is open. */
export function ExamplesBody() {
  const data = useShownData()
  const { height, width, channels } = data.input
  const shape = `${height} ${width} ${channels}`
  return (
    <div className="examples" id="examples-body">
      {data.areImages && <BatchPictures data={data} />}
      {data.areImages && <Draw key={shape} data={data} />}
      <Mistakes data={data} />
    </div>
  )
}
