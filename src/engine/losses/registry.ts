import { registryOf } from '../../spec/registry'
import { crossEntropy } from './crossEntropy'
import type { LossFunction } from './lossFunction'
import { squared } from './squared'

const losses = registryOf<LossFunction>('loss', [crossEntropy, squared])

export const lossOf = losses.get
