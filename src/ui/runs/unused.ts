import type { OptionValues } from '../../spec/hyperparameter'

/** What a hyperparameter needs before it has an effect. */
const NEEDS: Readonly<
  Record<string, { readonly met: (values: OptionValues) => boolean; readonly words: string }>
> = {
  momentumMode: { met: ({ momentum }) => momentum !== 0, words: 'momentum above 0' },
  nesterov: { met: ({ momentum }) => momentum !== 0, words: 'momentum above 0' },
  decay: { met: ({ weightDecay }) => weightDecay !== 0, words: 'weightDecay above 0' },
  decayEvery: { met: ({ schedule }) => schedule === 'step', words: 'the step schedule' },
  decayFactor: { met: ({ schedule }) => schedule === 'step', words: 'the step schedule' },
  horizon: { met: ({ schedule }) => schedule === 'cosine', words: 'the cosine schedule' },
}

/** Why a hyperparameter has no effect beside these values, as a sentence; undefined if it has. */
export function whyUnused(key: string, values: OptionValues): string | undefined {
  const need = NEEDS[key]
  return need && !need.met(values) ? `It acts only with ${need.words}.` : undefined
}
