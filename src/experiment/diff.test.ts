import { expect, it } from 'vitest'
import { describeDifference, experimentDiff } from './diff'
import { decodeLink } from './link'

const diff = (before: string, after: string) =>
  experimentDiff(decodeLink(before).experiment, decodeLink(after).experiment).map(
    describeDifference,
  )

it('finds none between equal experiments, whatever they are called and show', () => {
  expect(diff('run=sgd', 'run=sgd&name=Other&embed=1&view.x=seconds')).toEqual([])
})

it('names changed fields, options and hyperparameters', () => {
  expect(
    diff(
      'steps=60&run=alig,maxLr:none&run=sgd',
      'batch=50&width=64&loss=squared&run=alig,maxLr:1&run=sgd,nesterov:1',
    ),
  ).toEqual([
    'model width: 128 -> 64',
    'loss: crossEntropy -> squared',
    'batch: 100 -> 50',
    'steps: 60 -> none',
    'ALI-G maxLr: none -> 1',
    'SGD nesterov: 0 -> 1',
  ])
})

it('does not list the options of what came or went', () => {
  expect(diff('run=sgd', 'model=softmax&run=sgd&run=sgd')).toEqual([
    'model: mlp -> softmax',
    'SGD 2: absent -> sgd',
  ])
})

it('recognises runs that changed places', () => {
  expect(diff('run=sgd&run=adam', 'run=adam&run=sgd')).toEqual([])
})

it('tells edits', () => {
  expect(diff('run=sgd', 'run=sgd&edit=50,0,lr:0.01')).toEqual([
    'edits: none -> SGD lr 0.01 from step 50',
  ])
})
