import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'

/** Number of the scene that is open, from 1; undefined outside of the tour. */
export const useSceneNumber = (): number | undefined =>
  usePlayground(({ experiment }) => viewValue(experiment.view, 'tour'))
