import { BatchPictures } from './BatchPictures'
import { Mistakes } from './Mistakes'
import { useShownData } from './useShownData'
import './examples.css'

/** The data themselves: pictures, predictions, mistakes. Asked for only while they are shown. */
export function ExamplesPanel() {
  const data = useShownData()
  return (
    <section className="panel" aria-labelledby="examples-title">
      <h2 id="examples-title" className="visually-hidden">
        Examples
      </h2>
      <div className="examples" id="examples-body">
        {data.areImages && <BatchPictures data={data} />}
        <Mistakes data={data} />
      </div>
    </section>
  )
}
