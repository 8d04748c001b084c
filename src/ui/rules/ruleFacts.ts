import type { OptimizerSpec } from '../../spec/optimizer'

type Facts = Pick<
  OptimizerSpec,
  'fixedRateKey' | 'limitKey' | 'hasUnclipped' | 'usesLoss' | 'alongGradient'
>

/** What a rule's text says of its steps, in sentences. */
export function ruleFacts({ fixedRateKey, limitKey, usesLoss, alongGradient }: Facts): string {
  const size =
    fixedRateKey !== undefined
      ? `The step size is ${fixedRateKey}, which somebody has to choose.`
      : usesLoss
        ? 'The loss of the batch decides the step size.'
        : 'The step size does not depend on the loss.'
  const limit = limitKey === undefined ? '' : ` It is cut to ${limitKey}.`
  const way = alongGradient ? '' : ' From rest, a step does not go along the gradient.'
  return size + limit + way
}
