import { useMemo } from 'react'
import { encodeLink } from '../../experiment/link'
import { describedExperiment } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'
import { embedView } from './embedView'
import type { EmbedShown } from './EmbedWays'

/** What is offered to be shared. */
export interface Shared {
  /** The address of this experiment. */
  readonly link: string
  /** The same, opened in the lecture mode. */
  readonly lectureLink: string
  /** The same with `embed=1`, and what an embedded page shows of it. */
  readonly embedLink: (shown: EmbedShown) => string
  /** Of the experiment; may be empty. */
  readonly name: string
}

/** It follows what acts while it is looked at: a change may be on its way to the worker still. */
export function useShared(): Shared {
  const described = usePlayground((state) => encodeLink(describedExperiment(state)))
  return useMemo(() => {
    const experiment = describedExperiment(usePlayground.getState())
    const page = location.href.split('#')[0]
    const forLecture = { ...experiment, view: { ...experiment.view, lecture: 'on' } }
    return {
      link: `${page}#${described}`,
      lectureLink: `${page}#${encodeLink(forLecture)}`,
      embedLink: (shown) =>
        `${page}#${encodeLink({ ...experiment, embed: true, view: embedView(experiment.view, shown) })}`,
      name: experiment.name,
    }
  }, [described])
}
