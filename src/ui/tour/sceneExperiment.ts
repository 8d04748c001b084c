import type { Experiment } from '../../experiment/experiment'
import { decodeLink, encodeLink } from '../../experiment/link'
import type { Scene } from './scene'

/** What has to be the same for a scene to be measured: not seed, names, and where it is trained. */
const subjectOf = (experiment: Experiment): string =>
  encodeLink({
    ...experiment,
    ...{ seed: 1, eval: 100, backend: 'auto' },
    ...{ name: '', embed: false, view: {}, unknown: [] },
    runs: experiment.runs.map(({ optimizer, hyper }) => ({ optimizer, hyper })),
  })

/** Whether an experiment, with the edits made so far, is that of a scene. */
export const isSceneExperiment = ({ link }: Pick<Scene, 'link'>, experiment: Experiment): boolean =>
  subjectOf(experiment) === subjectOf(decodeLink(link).experiment)

/** Steps after which a scene can be measured. */
export const lastStepOf = ({ link }: Pick<Scene, 'link'>): number =>
  decodeLink(link).experiment.steps!
