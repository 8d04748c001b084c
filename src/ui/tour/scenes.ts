/** The tour: five links, each with a question that is answered by what comes out here and now. */
import { besideOther, clippedAroundEdit, endsAlike, stepAtFloor, stepOverTime } from './findings'
import type { Scene } from './scene'

export const scenes: readonly Scene[] = [
  {
    title: 'A step of its own',
    link: 'v=1&examples=1000&steps=500&run=alig,maxLr:10',
    lead:
      'A thousand images, which the network can learn by heart. At every step ALI-G divides the loss ' +
      'by ‖g‖², the squared length of the gradient.',
    question: 'While it trains the loss falls. What does the step size do?',
    choices: [
      {
        id: 'falls',
        label: 'It shrinks with the loss',
        meaning: 'Here the loss fell faster than ‖g‖², so that their quotient shrank.',
      },
      {
        id: 'stays',
        label: 'It stays about the same',
        meaning: 'Here loss and ‖g‖² fell together, so that their quotient stayed where it was.',
      },
      {
        id: 'rises',
        label: 'It grows',
        meaning:
          'Near a perfect fit ‖g‖² falls faster than the loss: the step grows by itself, and no ' +
          'schedule has chosen it.',
      },
    ],
    measure: stepOverTime,
    otherwise: 'So the question has no answer here.',
  },
  {
    title: 'Halve maxLr',
    link: 'v=1&steps=400&run=alig&edit=200,0,maxLr:0.1',
    lead:
      'A step that would be longer than maxLr is clipped: there the chart is tinted. At step 200 this ' +
      'scene halves maxLr, from 0.2 to 0.1.',
    question: 'Will the tinted share of the steps rise or fall?',
    choices: [
      {
        id: 'rises',
        label: 'It rises',
        meaning:
          'More of the steps that ALI-G would choose are longer than the lower limit: it is closer ' +
          'to SGD with the rate maxLr now.',
      },
      {
        id: 'falls',
        label: 'It falls',
        meaning:
          'That is not what a lower limit does by itself: the steps that ALI-G would choose became ' +
          'shorter meanwhile.',
      },
      {
        id: 'stays',
        label: 'It stays about the same',
        meaning: 'The limit acts about as often as before, although it is half as long now.',
      },
    ],
    measure: clippedAroundEdit,
    otherwise: 'So the question has no answer here.',
  },
  {
    title: 'Always clipped',
    link: 'v=1&steps=300&run=alig,maxLr:0.01&run=sgd,lr:0.01',
    lead: 'maxLr is tiny here, 0.01. Beside ALI-G runs SGD, with the learning rate 0.01.',
    question: 'How do their two loss curves lie?',
    choices: [
      {
        id: 'same',
        label: 'On each other',
        meaning:
          'A clipped step is a step of SGD: a maxLr that is too small is nothing but a learning rate ' +
          'that is too small.',
      },
      {
        id: 'first',
        label: 'ALI-G below SGD',
        meaning:
          'Where it was not clipped ALI-G took shorter steps than SGD, and gained by it here.',
      },
      {
        id: 'second',
        label: 'SGD below ALI-G',
        meaning: 'Where it was not clipped ALI-G took shorter steps than SGD, and lost by it here.',
      },
    ],
    measure: besideOther,
    otherwise: 'So the question has no answer here.',
  },
  {
    title: 'Wrong labels',
    link: 'v=1&noise=0.2&steps=500&run=alig,maxLr:none&run=sgd',
    lead:
      'A fifth of the labels is wrong: no loss near 0 is in reach, which ALI-G counts on. It has no ' +
      'maxLr here; beside it runs SGD with 0.1.',
    question: 'The loss levels off. What does the step of ALI-G do?',
    choices: [
      {
        id: 'falls',
        label: 'It shrinks, so that training settles',
        meaning:
          'Here it settled by itself, although the loss cannot reach the 0 that it counts on.',
      },
      {
        id: 'stays',
        label: 'It stays about the same',
        meaning:
          'At a floor the steps should become short, but loss\u00a0/\u00a0‖g‖² does not know of the floor: here ' +
          'maxLr needs choosing.',
      },
      {
        id: 'rises',
        label: 'It grows',
        meaning:
          'At a floor the steps should become short. These became longer, and nothing but a maxLr ' +
          'would hold them back.',
      },
    ],
    measure: stepAtFloor,
    otherwise: 'Without a limit nothing held the steps back: here maxLr needs choosing.',
  },
  {
    title: 'Four decades of maxLr',
    link:
      'v=1&steps=300&run=alig,maxLr:0.01,name:maxLr%200.01&run=alig,maxLr:0.1,name:maxLr%200.1' +
      '&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010' +
      '&run=alig,maxLr:100,name:maxLr%20100',
    lead: 'Five runs of ALI-G that differ in maxLr alone: 0.01, 0.1, 1, 10 and 100.',
    question: 'Which of them end with about the same loss?',
    choices: [
      {
        id: 'all',
        label: 'All five',
        meaning: 'Here even a small maxLr had steps enough to come as far as the others.',
      },
      {
        id: 'largest',
        label: 'The three largest, 1 to 100',
        meaning:
          'A limit above every step that ALI-G chooses never acts: too large a maxLr is forgiven, too ' +
          'small a one is slow SGD.',
      },
      {
        id: 'none',
        label: 'No two of them',
        meaning: 'Here every limit acted, so that maxLr had to be chosen like a learning rate.',
      },
    ],
    measure: endsAlike,
    otherwise: 'Runs that the clip never touched are equal; how far the others are is said above.',
  },
]
