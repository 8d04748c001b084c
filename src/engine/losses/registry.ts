import { registryOf } from '../../spec/registry'
import { crossEntropy } from './crossEntropy'
import { hinge } from './hinge'
import type { LossFunction } from './lossFunction'
import { squared } from './squared'

const losses = registryOf<LossFunction>('loss', [crossEntropy, squared, hinge])

export const lossOf = losses.get
