import { engine, getBackend, getGradient, getKernel, registerGradient } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import '../../run/gradients'
import { RELU_GRAD } from './relu'

/**
 * Lets the gradient of ReLU run as one kernel where there is one; tfjs's own is a step function
 * and a product. Gradients are registered for all backends at once, so the choice is made at each
 * call. Returns a function that puts tfjs's gradient back.
 */
export function useReluGradientKernel(): () => void {
  const stock = getGradient('Relu')
  registerGradient({
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const [x] = saved
      if (x && !Array.isArray(dy) && getKernel(RELU_GRAD, getBackend())) {
        return { x: () => engine().runKernel<Tensor>(RELU_GRAD, { dy, x }) }
      }
      return stock.gradFunc(dy, saved, attrs)
    },
  })
  return () => registerGradient(stock)
}
