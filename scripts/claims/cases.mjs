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

const STRIP = 'v=1&backend=wasm&view.strip=alig,sgd,adam'

/** Robustness strips: MLP on 10,000 images, 3 epochs, 0.001 to 100; one for each seed. */
export const STRIPS = [1, 2, 3].map((seed) => ({
  id: `strip-${seed}`,
  link: seed === 1 ? STRIP : `v=1&seed=${seed}&backend=wasm&view.strip=alig,sgd,adam`,
  isStrip: true,
}))
