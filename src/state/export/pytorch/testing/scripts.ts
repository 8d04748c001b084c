/** Scripts that together have every module. */
import { decodeLink } from '../../../../experiment/link'
import { DEFAULT_OPTIMIZERS } from '../../../../experiment/defaults'
import type { UserDataOrigin } from '../../../../spec/userData'
import { pytorchScript } from '../script'

const OWN = `v=1&data=own,sha256:${'ab'.repeat(32)},height:24,width:22,train:900,test:100`
const RULES = DEFAULT_OPTIMIZERS.map((id) => `run=${id}`).join('&')

const LINKS: readonly (readonly [name: string, link: string, origin?: UserDataOrigin['kind']])[] = [
  ['softmax regression', 'v=1&model=softmax&steps=20&run=alig'],
  ['an MLP with the default rules', `v=1&run=alig,maxLr:none&${RULES}&edit=5,0,maxLr:0.1`],
  ['an MLP with the hinge loss', 'v=1&loss=hinge&run=alig'],
  ['a CNN with squared errors', 'v=1&model=cnn&blocks=3&loss=squared&run=sgd'],
  ['a residual network on augmented images', 'v=1&data=cifar10&model=resnet&augment=1&run=adam'],
  ['spirals over three seeds', 'v=1&data=spirals&seeds=3&noise=0.1&steps=20&run=alig&run=adam'],
  ['own IDX files', `${OWN}&run=alig`, 'idx'],
  ['own batches', `${OWN}&run=alig`, 'cifar'],
]

export const SCRIPTS = LINKS.map(([name, link, kind]) => {
  const { experiment } = decodeLink(link)
  const script = pytorchScript(experiment, {
    steps: experiment.steps ?? 20,
    hashes: new Map([[experiment.seed, { weights: '1', order: '2', data: '3' }]]),
    statistics: { mean: [0.3], std: [0.2] },
    origin: kind ? { kind, train: ['images', 'labels'], test: [] } : null,
  })
  if (!script.ok) throw new Error(script.sentence)
  return { name, text: script.text }
})
