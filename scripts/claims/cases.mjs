/** What is measured beside the presets. */

const NOISE_RUNS =
  'run=alig,maxLr:0.1,name:maxLr%200.1&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:none,name:no%20limit&run=sgd'

const MOMENTUM_RUNS = ['standard', 'adjusted']
  .flatMap((mode) =>
    [0.1, 1, 10].map((maxLr) => {
      const kind = mode === 'adjusted' ? ',momentumMode:adjusted' : ''
      return `run=alig,maxLr:${maxLr},momentum:0.9${kind},name:${mode}%20${maxLr}`
    }),
  )
  .join('&')

/** The same links with something else: what a preset is compared with. */
export const VARIANTS = [
  {
    id: 'least-squares-mnist',
    title: 'Least squares on images learned by heart',
    link: 'v=1&examples=1000&loss=squared&steps=500&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010&run=sgd,lr:0.01,name:lr%200.01&run=sgd,lr:0.03,name:lr%200.03&backend=wasm&seeds=3&eval=1000000',
  },
  {
    id: 'cross-entropy-mnist',
    title: 'Cross-entropy on the same images',
    link: 'v=1&examples=1000&steps=500&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010&backend=wasm&seeds=3&eval=1000000',
  },
  {
    id: 'momentum-spirals',
    title: 'Two kinds of momentum on spirals',
    link: `v=1&data=spirals&width=24&depth=2&activation=tanh&batch=30&steps=1500&${MOMENTUM_RUNS}&backend=wasm&seeds=3&eval=1000000`,
  },
  {
    id: 'label-noise-clean',
    title: 'The same without wrong labels',
    link: `v=1&steps=500&${NOISE_RUNS}&backend=wasm&seeds=3&eval=1000000`,
  },
]

const CIFAR = 'v=1&data=cifar10&model=cnn&kernel=3&width=16&steps=1000'

const runsOf = (optimizer, rates, label, rest = '') =>
  rates.map((lr) => `run=${optimizer},lr:${lr}${rest},name:${label}%20${lr}`).join('&')

/**
 * Where the rates of the baselines in the preset `cifar` come from. One seed, and not one of
 * those that the preset is measured with: a rate must not be chosen by luck that it is then
 * rewarded for.
 */
export const SWEEPS = [
  {
    id: 'cifar-rates-sgd',
    title: 'The rate of SGD on CIFAR-10',
    runs: runsOf('sgd', [0.003, 0.01, 0.03, 0.1, 0.3], 'SGD', ',momentum:0.9,schedule:cosine'),
  },
  {
    id: 'cifar-rates-adam',
    title: 'The rate of Adam on CIFAR-10',
    runs: runsOf('adam', [0.0003, 0.001, 0.003, 0.01], 'Adam'),
  },
].map(({ runs, ...one }) => ({
  ...one,
  link: `${CIFAR}&seed=4&${runs}&backend=wasm&eval=1000000`,
}))

const STRIP = 'v=1&backend=wasm&view.strip=alig,sgd,adam'

/** Robustness strips: MLP on 10,000 images, 3 epochs, 0.001 to 100; one for each seed. */
export const STRIPS = [1, 2, 3].map((seed) => ({
  id: `strip-${seed}`,
  link: seed === 1 ? STRIP : `v=1&seed=${seed}&backend=wasm&view.strip=alig,sgd,adam`,
  isStrip: true,
}))
