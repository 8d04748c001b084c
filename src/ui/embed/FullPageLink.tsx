import { encodeLink } from '../../experiment/link'
import { describedExperiment } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'

/** The same experiment with everything that an embedded page leaves out, in a window of its own. */
export function FullPageLink() {
  const link = usePlayground((state) => {
    const experiment = describedExperiment(state)
    const { charts: _, slider: __, ...view } = experiment.view
    return encodeLink({ ...experiment, embed: false, view })
  })
  return (
    <a className="fullPage" href={`#${link}`} target="_blank" rel="noopener">
      Open the whole page
    </a>
  )
}
