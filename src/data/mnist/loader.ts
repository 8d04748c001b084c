import { packedLoader } from '../packed'
import { mnist } from './spec'

export const mnistLoader = packedLoader(mnist)
