/** What is measured on CIFAR-10 beside the presets: the residual network, and rules with regularisation. */

/** A seed of its own, with which variants and rates are chosen. */
const CHOICE = { first: 101, count: 1 }

export const NETWORKS = {
  plain: { title: 'ResNet-8', model: 'model=resnet' },
  weights: { title: 'ResNet-8, filters standardised', model: 'model=resnet&norm=weights' },
  pixels: { title: 'ResNet-8, last layer sees every pixel', model: 'model=resnet&pool=none' },
  both: { title: 'ResNet-8, both', model: 'model=resnet&norm=weights&pool=none' },
  cnn: { title: 'CNN, kernel 3, width 16', model: 'model=cnn&kernel=3&width=16' },
}

/** After one epoch: the residual network, each of its options alone, both, and the CNN. */
const VARIANTS = Object.entries(NETWORKS).map(([name, { model }]) => ({
  id: `resnet-${name}`,
  link: `v=1&data=cifar10&${model}&steps=100&run=adam`,
  seeds: CHOICE,
}))

/** Ten epochs of the one that learned fastest, as many as the CNN has beside a cosine. */
const FITTED = {
  id: 'resnet-fitted',
  link: `v=1&data=cifar10&${NETWORKS.both.model}&steps=1000&run=adam,schedule:cosine`,
  seeds: { first: 11, count: 1 },
}

/** The same with standardised filters alone, which fits less well and says more of other images. */
const RESNET = {
  id: 'resnet',
  link: `v=1&data=cifar10&${NETWORKS.weights.model}&augment=1&steps=1000&run=adam,lr:0.003,schedule:cosine`,
  seeds: { first: 11, count: 5 },
}

const REGULARISED = 'v=1&data=cifar10&model=cnn&kernel=3&width=16&augment=1&steps=1000'
const pairs = (first, second) => first.flatMap((a) => second.map((b) => [a, b]))

/** The size of the ball and the weight decay are searched for together with the rates. */
export const REGULARISED_SEARCHES = [
  {
    id: 'regularised-rates-alig',
    link: `${REGULARISED}&${pairs([0.01, 0.03, 0.1], [10, 14])
      .map(
        ([rate, radius]) =>
          `run=alig,maxLr:${rate},momentum:0.9,radius:${radius},name:${rate}%20in%20${radius}`,
      )
      .join('&')}`,
    seeds: CHOICE,
  },
  {
    id: 'regularised-rates-sgd',
    link: `${REGULARISED}&${pairs([0.001, 0.003, 0.01, 0.03], [1e-4, 5e-4])
      .map(([rate, decay]) => `${sgdOf(rate, decay)},name:${rate}%20with%20${decay}`)
      .join('&')}`,
    seeds: CHOICE,
  },
]

/** The best of both searches by training loss, with other seeds. */
export const REGULARISED_REPORT = {
  id: 'regularised',
  link: `${REGULARISED}&run=alig,maxLr:0.01,momentum:0.9,radius:10&${sgdOf(0.01, 1e-4)}`,
  seeds: { first: 11, count: 5 },
}

/** The authors' factor of 0.2, at three places. */
function sgdOf(rate, decay) {
  return `run=sgd,lr:${rate},momentum:0.9,nesterov:1,weightDecay:${decay},schedule:step,decayEvery:3,decayFactor:0.2`
}

export const CIFAR_CASES = [
  ...VARIANTS,
  FITTED,
  RESNET,
  ...REGULARISED_SEARCHES,
  REGULARISED_REPORT,
]
