import { packedLoader } from '../packed'
import { cifar10 } from './spec'

export const cifar10Loader = packedLoader(cifar10)
