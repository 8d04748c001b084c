import type { LossId } from '../../spec/loss'
import { crossEntropy } from './crossEntropy'
import type { LossFunction } from './lossFunction'
import { squared } from './squared'

const losses: Readonly<Record<LossId, LossFunction>> = { crossEntropy, squared }

export const lossOf = (id: LossId): LossFunction => losses[id]
