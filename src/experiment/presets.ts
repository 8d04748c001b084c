import { unbroken } from '../spec/unbroken'

/** Experiments to start from. Each is an ordinary link. */
export interface Preset {
  readonly id: string
  /** Short: what its note, the claims and the control that opens it are called. */
  readonly title: string
  /** What it answers, over its picture in the gallery. */
  readonly question: string
  readonly group: PresetGroup
  /** One sentence in the gallery. */
  readonly hint: string
  /** Where to look, in a sentence or two. */
  readonly lookAt: string
  /** Without `#`. */
  readonly link: string
  /** What came out, with how many seeds: medians, as docs/claims.md has them. */
  readonly measured?: string
}

export const PRESET_GROUPS = [
  'Start here',
  'What is claimed',
  'Where it breaks',
  'Beside others',
  'Through instruments',
] as const
export type PresetGroup = (typeof PRESET_GROUPS)[number]

const SPIRALS = 'v=1&data=spirals'

const PRESETS: readonly Preset[] = [
  {
    id: 'clip',
    title: 'Where the clip bites',
    question: 'When does maxLr limit the step?',
    group: 'Start here',
    hint: 'Where loss / ‖g‖² is above maxLr the step is maxLr; elsewhere ALI-G chooses.',
    lookAt:
      'Step size: where the faint line, loss / ‖g‖², is above maxLr, ALI-G takes maxLr; ' +
      'where it is below, ALI-G chooses for itself.',
    link: 'v=1',
  },
  {
    id: 'max-lr',
    title: 'Does maxLr need tuning?',
    question: 'Does maxLr need tuning?',
    group: 'What is claimed',
    hint: 'ALI-G with maxLr from 0.1 to 100 beside SGD with rates from 0.1 to 10.',
    lookAt:
      'Four ALI-G runs differ only in maxLr, from 0.1 to 100; three of SGD only in lr. Compare how ' +
      'far apart each family ends.',
    link:
      'v=1&steps=300&run=alig,maxLr:0.1,name:maxLr%200.1&run=alig,maxLr:1,name:maxLr%201' +
      '&run=alig,maxLr:10,name:maxLr%2010&run=alig,maxLr:100,name:maxLr%20100' +
      '&run=sgd,name:lr%200.1&run=sgd,lr:1,name:lr%201&run=sgd,lr:10,name:lr%2010',
    measured:
      'Medians of 20 seeds after 3 epochs: ALI-G reaches 93.4 % on the test images with maxLr 0.1 and 94.0 % from 1 to 100, where the runs are equal, because the clip never acts. SGD reaches 93.4 % at 0.1 and 52.6 % at 1, and at 10 it fails with all 20.',
  },
  {
    id: 'slow-sgd',
    title: 'Just slow SGD',
    question: 'Is a small maxLr just slow SGD?',
    group: 'What is claimed',
    hint: 'ALI-G with maxLr 0.01 beside SGD with a rate of 0.01.',
    lookAt:
      'With maxLr 0.01, see on how many steps ALI-G is clipped: there its step size is that ' +
      'of SGD with learning rate 0.01.',
    link: 'v=1&steps=300&run=alig,maxLr:0.01&run=sgd,lr:0.01',
    measured:
      'Medians of 20 seeds: the clip acts on every step, and ALI-G and SGD are equal with each of them: training loss 0.42 and 88.4 % with both, where maxLr 1 reaches 94.0 %.',
  },
  {
    id: 'no-schedule',
    title: 'No schedule needed',
    question: 'Does ALI-G need a schedule?',
    group: 'What is claimed',
    hint: 'Constant rates and schedules, on images that are learned by heart.',
    lookAt:
      'A thousand images, which the network can learn by heart: ALI-G beside SGD with a constant ' +
      'rate, with momentum, with steps down and with a cosine, each at the best rate of a search. ' +
      'Which of them gains by its schedule?',
    link:
      'v=1&examples=1000&steps=500&run=alig,maxLr:1&run=sgd,lr:0.5,name:constant' +
      '&run=sgd,momentum:0.9,name:momentum&run=sgd,lr:0.5,schedule:step,decayEvery:20,name:steps' +
      '&run=sgd,lr:0.5,schedule:cosine,horizon:50,name:cosine',
    measured:
      'Medians of 20 seeds: training loss of the last epoch ALI-G 0.0007, SGD constant 0.0015, cosine 0.0039, steps 0.0045, and with momentum 0.0003, the lowest. The schedules only slow SGD down here, so constant SGD does not need one either. Test accuracy is 88 to 89 % with all of them. SGD is at the best rates of a search, ALI-G is not.',
  },
  {
    id: 'late-clip',
    title: 'The clip comes late',
    question: 'Why does the clip come late?',
    group: 'What is claimed',
    hint: 'On spirals the unclipped step grows as the loss goes to 0.',
    lookAt:
      'Step size on a log axis: near a loss of 0 the unclipped step grows, and the clip takes over ' +
      'at the end.',
    link:
      `${SPIRALS}&width=24&depth=2&activation=tanh&batch=30&steps=1500` +
      '&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010',
    measured:
      'Medians of 20 seeds: with maxLr 1 the clip acts on 31 % of the first quarter of the steps and 84 % of the last; with 10 on none and 43 %. The median unclipped step grows from 0.65 to 4.5, and from 0.72 to 7.3.',
  },
  {
    id: 'least-squares',
    title: 'Least squares: no trend',
    question: 'Does the step grow with a squared error, too?',
    group: 'What is claimed',
    hint: 'The same spirals with a squared error, where the step shows curvature.',
    lookAt:
      'The two runs of “The clip comes late”, with the squared error as loss. Step size: does the ' +
      'unclipped step still grow while the loss falls, and does the clip take over? Then choose ' +
      'cross-entropy as loss and reset: the earlier lines stay for comparison.',
    link:
      `${SPIRALS}&width=24&depth=2&activation=tanh&loss=squared&batch=30&steps=1500` +
      '&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010',
    measured:
      'Medians of 20 seeds: the median unclipped step goes from 0.27 to 0.18 while the loss falls; with cross-entropy it grows from 0.72 to 7.3. With maxLr 1 the clip acts on 5 % of the first quarter of the steps and 1 % of the last, with 10 on none. Training loss ends at 0.04, test accuracy at 98.4 and 99.0 %.',
  },
  {
    id: 'label-noise',
    title: 'Wrong labels',
    question: 'What if a fifth of the labels is wrong?',
    group: 'Where it breaks',
    hint: 'MNIST with wrong labels, for three values of maxLr and for SGD.',
    lookAt:
      'A fifth of the labels is wrong, so that no loss near 0 is in reach in so few steps. Look at ' +
      'the floor of the loss, and at the step size beside that of clean labels.',
    link:
      'v=1&noise=0.2&steps=500&run=alig,maxLr:0.1,name:maxLr%200.1&run=alig,maxLr:1,name:maxLr%201' +
      '&run=alig,maxLr:none,name:no%20limit&run=sgd',
    measured:
      'Medians of 20 seeds after 5 epochs: maxLr 0.1 91.7 %, maxLr 1 86.5 %, no limit 86.2 %, SGD at 0.1 91.7 %. The unclipped step of the last quarter is 0.86 without a limit, and 0.16 with clean labels. Here a small maxLr matters.',
  },
  {
    id: 'noise-spirals',
    title: 'Wrong labels and a small network',
    question: 'How large may maxLr be when 0 is out of reach?',
    group: 'Where it breaks',
    hint: 'Spirals with wrong labels, too many for a small network: large steps hurt.',
    lookAt:
      'A network that cannot learn the wrong labels by heart. Watch the loss with growing maxLr, ' +
      'and what momentum adds to it.',
    link:
      `${SPIRALS}&width=8&depth=2&activation=tanh&batch=30&noise=0.2&steps=1500` +
      '&run=alig,maxLr:0.1,name:maxLr%200.1&run=alig,maxLr:1,name:maxLr%201' +
      '&run=alig,maxLr:10,name:maxLr%2010&run=alig,maxLr:100,name:maxLr%20100' +
      '&run=alig,maxLr:10,momentum:0.9,name:10%20with%20momentum&run=sgd,lr:1,name:lr%201' +
      '&run=sgd,lr:10,name:lr%2010',
    measured:
      'Medians of 20 seeds: training loss with maxLr 0.1, 1, 10, 100: 0.78, 0.63, 1.04, 0.86; SGD at 1: 0.64, at 10: 29.5. At 10 ALI-G fails with 11 of 20 seeds, at 100 with 2 of 20. With momentum 0.9 and maxLr 10 it fails with all: loss 2.7, and 33 % on clean labels, which is guessing.',
  },
  {
    id: 'wound-spirals',
    title: 'Wound too far',
    question: 'Are right labels enough?',
    group: 'Where it breaks',
    hint: 'Spirals without wrong labels, but with a network too small for them.',
    lookAt:
      'The labels are right, but the arms wind by 8 radians, which the network cannot follow in 150 ' +
      'epochs. Compare maxLr 1, 10 and 100, then lower turn to 5 and train again.',
    link:
      `${SPIRALS}&turn=8&width=24&depth=2&activation=tanh&batch=30&steps=1500` +
      '&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010' +
      '&run=alig,maxLr:100,name:maxLr%20100&run=sgd,lr:1,name:lr%201',
    measured:
      'Medians of 20 seeds: training loss with maxLr 1, 10, 100: 0.28, 1.55, 1.15; SGD at 1: 0.58. With maxLr 1 ALI-G reaches 85.3 % on the test points, SGD 70.8 %; 10 fails with all seeds and 100 with 15 of 20. At a turn of 5 all of them learn every point.',
  },
  {
    id: 'ball',
    title: 'A ball that is too small',
    question: 'How small may the ball around 0 be?',
    group: 'Where it breaks',
    hint: 'Weights kept within a radius of 16, 8, 4 and 2, and without one.',
    lookAt:
      'Weight norm: every run may go as far as its radius. The ball does no harm while it holds a ' +
      'good solution; see where the loss stops falling.',
    link:
      'v=1&steps=300&run=alig,maxLr:1,name:no%20ball&run=alig,maxLr:1,radius:16,name:radius%2016' +
      '&run=alig,maxLr:1,radius:8,name:radius%208&run=alig,maxLr:1,radius:4,name:radius%204' +
      '&run=alig,maxLr:1,radius:2,name:radius%202',
    measured:
      'Medians of 20 seeds: test accuracy without a ball 94.0 %, radius 16 94.2 %, 8 93.9 %, 4 90.2 %, 2 62.0 %. Training loss rises from 0.14 to 1.15.',
  },
  {
    id: 'momentum',
    title: 'Two kinds of momentum',
    question: 'Which momentum bears a large maxLr?',
    group: 'Where it breaks',
    hint: 'Standard and adjusted momentum, each with a growing maxLr.',
    lookAt:
      'Standard momentum keeps the step sizes of the past, adjusted momentum multiplies the past ' +
      'by the current step. Compare them as maxLr grows.',
    link:
      'v=1&steps=300&run=alig,maxLr:0.1,momentum:0.9,name:standard%200.1' +
      '&run=alig,maxLr:1,momentum:0.9,name:standard%201' +
      '&run=alig,maxLr:10,momentum:0.9,name:standard%2010' +
      '&run=alig,maxLr:0.1,momentum:0.9,momentumMode:adjusted,name:adjusted%200.1' +
      '&run=alig,maxLr:1,momentum:0.9,momentumMode:adjusted,name:adjusted%201' +
      '&run=alig,maxLr:10,momentum:0.9,momentumMode:adjusted,name:adjusted%2010',
    measured:
      'Medians of 20 seeds: at maxLr 0.1 both reach about 94 %. At 1 and 10 standard momentum falls to 67.4 and 60.1 %, adjusted momentum to 24.7 and 9.9 %. On clean spirals, where the loss reaches 0, standard keeps 99 % with most seeds, but fails with 1 of 20 at 10 and with 3 of 20 at 100; adjusted fails with all at both 1 and 10.',
  },
  {
    id: 'cifar',
    title: 'CIFAR-10 against a cosine',
    question: 'Does it keep up with rates that were searched for?',
    group: 'Beside others',
    hint: 'CIFAR-10 and a network for images: ALI-G, SGD with a cosine, and Adam.',
    lookAt:
      'A convolutional network on 10,000 images: ALI-G at a maxLr that was not searched for; SGD with ' +
      'momentum and a cosine, and Adam, each with the best of several rates. Takes a few minutes without a graphics card.',
    link:
      'v=1&data=cifar10&model=cnn&kernel=3&width=16&steps=1000&run=alig,maxLr:0.1' +
      '&run=sgd,lr:0.01,momentum:0.9,schedule:cosine&run=adam,lr:3e-3',
    measured:
      'Medians of 5 seeds after 10 epochs: ALI-G 56.5 %, Adam 57.1 %, SGD with the cosine 57.4 %. Training loss 0.74, 0.66 and 0.90. The rates of SGD and Adam were searched for, with one other seed, that of ALI-G was not: it comes within one point of them.',
  },
  {
    id: 'step-back',
    title: 'A published record',
    question: 'Does what others published come out here?',
    group: 'Beside others',
    hint: 'MoMo and MoMo-Adam at rates far apart, SGD and Adam at a rate too large, and ALI-G.',
    lookAt:
      'The MNIST experiment of the step-back record: all 60,000 images, two hidden layers of 100 units, ' +
      'batches of 128, 10 epochs. Pairs of runs differ only in their rate, by a factor of 1000. Takes ' +
      'some minutes without a graphics card.',
    link:
      'v=1&examples=60000&width=100&depth=2&batch=128&steps=4680&run=momo,name:MoMo%201' +
      '&run=momo,lr:1000,name:MoMo%201000&run=momo_adam,name:MoMo-Adam%200.01' +
      '&run=momo_adam,lr:10,name:MoMo-Adam%2010&run=sgd,lr:10,momentum:0.9,name:SGD%2010' +
      '&run=adam,lr:0.1,name:Adam%200.1&run=alig,maxLr:1,name:ALI-G%201' +
      '&run=alig,maxLr:1000,name:ALI-G%201000',
    measured:
      'Medians of three seeds, as in the record: MoMo 98.0 % at 1 and at 1000 (there 97.9), MoMo-Adam 97.9 % at 0.01 and at 10 (there 98.0). SGD with momentum fails at 10 with all, Adam at 0.1 with 2 of 3. ALI-G, which the record does not have, comes to 97.7 % at 1 and at 1000.',
  },
  {
    id: 'one-step',
    title: 'Three papers, one step',
    question: 'Do three papers take the same step?',
    group: 'Beside others',
    hint: 'ALI-G beside SPS_max with c = 1 and DFW without decay.',
    lookAt:
      'Three rules from three papers, with the same limit: their lines lie on each other in every ' +
      'chart. Then set c of SPS_max to 0.5, its usual value, and see where the clip acts.',
    link:
      `${SPIRALS}&width=24&depth=2&activation=tanh&batch=30&steps=1500` +
      '&run=alig,maxLr:1&run=sps_max,c:1,eps:1e-5&run=dfw,eta:1',
    measured:
      'Medians of 20 seeds: all three are equal with each of them to the last digit: training loss 0.0039, 99.4 % on the test points. The clip acts on 31 % of the first quarter of the steps and 84 % of the last.',
  },
  {
    id: 'edge',
    title: 'Edge of stability',
    question: 'Does 2 / λ_max come to the step?',
    group: 'Through instruments',
    hint: 'Gradient descent on all points at once, at three rates, with 2\u00a0/\u00a0λ_max measured.',
    lookAt:
      'Step size: the thin lines are 2 / λ_max, the longest step at which gradient descent is stable, the level ' +
      'ones are the rates. Do the thin ones come to the level ones, from which side, and do they stay?',
    link:
      `${SPIRALS}&width=24&depth=2&activation=tanh&loss=squared&batch=300&steps=3000` +
      '&run=sgd,name:lr%200.1&run=sgd,lr:0.2,name:lr%200.2&run=sgd,lr:0.4,name:lr%200.4' +
      '&view.regions=off&view.charts=step,loss&view.tab=why&view.instruments=curvature',
    measured:
      'Medians of 20 seeds: 2 / λ_max begins at 0.222 and ends at 0.0993, 0.200 and 0.397, at the rate of each run, and comes up to the largest one. In the last quarter the step is 0.99 to 1.02 times the stable one with every seed. The training loss ends at 0.038, 0.018 and 0.016.',
  },
  {
    id: 'memorised',
    title: 'Learned by heart',
    question: 'When are wrong labels learned?',
    group: 'Through instruments',
    hint: '500 images of MNIST, a fifth with wrong labels, every training example looked at.',
    lookAt:
      'Instruments, below the charts: right and wrong labels are counted apart. How long after the right ones ' +
      'are the wrong ones fitted (the dotted lines), and with which rule?',
    link:
      'v=1&examples=500&noise=0.2&steps=500&eval=25&run=alig,maxLr:1&run=sgd' +
      '&view.charts=loss,accuracy&view.tab=instruments&view.tabs=beside&view.instruments=interpolation',
    measured:
      'Medians of 20 seeds: with ALI-G half of the right labels are fitted at step 50 and half of the wrong ones at 125, with SGD at 100 and 225. When nine right ones of ten are fitted, 60.5 % of the wrong ones are with ALI-G, 42.0 % with SGD. On the test images both get 72 % right.',
  },
  {
    id: 'alpha',
    title: 'Beyond the valley',
    question: 'Does alpha warn before a run blows up?',
    group: 'Through instruments',
    hint: 'No momentum, standard and adjusted momentum, with alpha measured.',
    lookAt:
      'Why this step?, below the loss: alpha says where a step landed, above 1 higher than it began. Point at the ' +
      'first steps of the two runs with momentum, then at the last ones.',
    link:
      `${SPIRALS}&width=24&depth=2&activation=tanh&batch=30&steps=600` +
      '&run=alig,maxLr:1,name:no%20momentum&run=alig,maxLr:1,momentum:0.9,name:standard' +
      '&run=alig,maxLr:1,momentum:0.9,momentumMode:adjusted,name:adjusted' +
      '&view.regions=off&view.charts=loss&view.tab=why&view.tabs=beside&view.anatomy=2&view.instruments=decrease',
    measured:
      'Medians of 20 seeds: no. In the first 100 steps alpha is above 1 in 20 % of the measured ones with standard momentum and in 30 % with adjusted, and the loss doubles after 7 and 6.5 steps. Standard momentum then comes to 0.0004, with alpha at −0.94 in the last 100 steps; adjusted stays at 1.48, with alpha at 0.62 and above 1 in 30 %.',
  },
  {
    id: 'assumed-minimum',
    title: 'The assumed minimum',
    question: 'What if the least loss is not 0?',
    group: 'Through instruments',
    hint: 'Wrong labels that a small network cannot learn, and minLoss from 0 to 1.',
    lookAt:
      'ALI-G and SPS_max head for minLoss. Where a fifth of the labels is wrong 0 is out of reach: compare the loss ' +
      'with a minLoss that is too low, about right, and too high.',
    link:
      `${SPIRALS}&width=8&depth=2&activation=tanh&batch=30&noise=0.2&steps=1500` +
      '&run=alig,maxLr:10,name:minLoss%200&run=alig,maxLr:10,minLoss:0.3,name:minLoss%200.3' +
      '&run=alig,maxLr:10,minLoss:0.6,name:minLoss%200.6&run=alig,maxLr:10,minLoss:1,name:minLoss%201' +
      '&run=sps_max,etaMax:10,c:1,name:SPS%200&run=sps_max,etaMax:10,c:1,minLoss:0.6,name:SPS%200.6' +
      '&view.regions=off&view.charts=loss',
    measured:
      'Medians of 20 seeds: training loss with minLoss 0, 0.3, 0.6, 1: 1.04, 0.83, 0.68, 0.95. ALI-G fails with 11 of 20 seeds at 0, with 8 of 20 at 0.3 and at 1, and with none at 0.6, where it gets 89.5 % of the test points right. SPS_max goes from 1.03 to 0.68.',
  },
]

export const presets: readonly Preset[] = PRESETS.map((preset) =>
  preset.measured === undefined ? preset : { ...preset, measured: unbroken(preset.measured) },
)
