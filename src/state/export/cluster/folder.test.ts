import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { formatPython, lintPython } from '../../../../scripts/python/ruff.mjs'
import { decodeLink } from '../../../experiment/link'
import { sweepSettings } from '../../sweep/sweepSettings'
import { sweepBase } from '../../sweep/trialExperiment'
import { clusterTrials } from '../../sweep/clusterTrials'
import { experimentIn } from '../pytorch/testing/experimentIn'
import { clusterFolder } from './folder'
import { fewFiles, fewTrials } from './testing'
import { zippedFolder } from './zippedFolder'

const files = fewFiles()
const FACTS = { hashes: new Map(), statistics: null }

describe('the folder of a sweep', () => {
  it('has a row for each trial, with its values by name', () => {
    expect(files['trials.csv']).toBe(
      'trial,optimizer,hyperparameter,rate,noise,width,momentum,seed,steps\n' +
        '0,alig,maxLr,0.1,,,,1,6\n' +
        '1,sgd,lr,0.5,0.3,24,0.9,2,6\n' +
        '2,sgd,lr,1000000000000,,24,,4294967295,6\n',
    )
  })

  it('has worker.py with each run by its word, and the shapes of other models', () => {
    const { runs, variants } = experimentIn(files['worker.py']!) as unknown as {
      runs: { word: string; accepted: number[]; names: Record<string, string> }[]
      variants: { values: object; model: { options: { width: number } } }[]
    }
    expect(runs.map(({ word }) => word)).toEqual(['alig', 'sgd'])
    expect(runs[0]!.names).toMatchObject({ maxLr: 'max_lr', weightDecay: 'weight_decay' })
    expect(runs[0]!.accepted).toEqual([1e-8, 1e8])
    expect(variants.map(({ values, model }) => [values, model.options.width])).toEqual([
      [{ noise: 0.3, width: 24 }, 24],
      [{ width: 24 }, 24],
    ])
  })

  it.each(['worker.py', 'gather.py', 'dask_sweep.py'])('has %s as Ruff wants it', (name) => {
    const text = files[name]!
    const ofLink = (problem: string) =>
      problem.includes(' E501 ') &&
      /^Link: |^ {4}"link": /.test(text.split('\n')[Number.parseInt(problem) - 1]!)
    expect(formatPython(text)).toBe(text)
    expect(lintPython(text).filter((problem) => !ofLink(problem))).toEqual([])
  })

  it('has worker.py with one meaning for each name', () => {
    const names = [...files['worker.py']!.matchAll(/^(?:def |class )?(\w+)(?= = |\(.*\):$|:$)/gm)]
    const found = names.map(([, name]) => name!)
    expect(found).toEqual(expect.arrayContaining(['EXPERIMENT', 'work', 'main']))
    expect(found.filter((name, i) => found.indexOf(name) !== i)).toEqual([])
  })

  it('lets an array hold however many trials there are', () => {
    const [one] = fewTrials()
    const array = (count: number) => {
      const trials = Array.from({ length: count }, (_, seed) => ({ ...one!, seed }))
      return /--array=(\S+)[\s\S]*PER_TASK=(\d+)\n/.exec(fewFiles(trials)['slurm.sh']!)!.slice(1)
    }
    expect(array(1)).toEqual(['0-0', '1'])
    expect(array(1000)).toEqual(['0-999', '1'])
    expect(array(2001)).toEqual(['0-666', '3'])
  })

  it('comes from the sweep of the page, all optimizers at each rate', () => {
    const { experiment } = decodeLink(
      'v=1&data=spirals&batch=30&seed=7&seeds=2&run=alig,momentum:0.5' +
        '&view.strip=alig,sgd&view.stripRange=0.1:10&view.stripValues=3&view.stripEpochs=2',
    )
    const settings = sweepSettings(experiment)
    const values = experiment.runs.map(({ hyper }) => hyper)
    const trials = clusterTrials(sweepBase(experiment, values, settings), settings)
    expect(trials.map(({ optimizer, values: { rate }, seed }) => [optimizer, rate, seed])).toEqual(
      [7, 8].flatMap((seed) =>
        [0.1, 1, 10].flatMap((rate) => [
          ['alig', rate, seed],
          ['sgd', rate, seed],
        ]),
      ),
    )
    const { steps, runs } = trials[4]!.experiment
    expect([steps, runs[0]!.hyper.momentum, runs[0]!.hyper.maxLr]).toEqual([20, 0.5, 10])
  })

  it('has a sentence instead where Python cannot read the data', () => {
    const { experiment } = decodeLink(`v=1&data=own,sha256:${'ab'.repeat(32)}&steps=3&run=alig`)
    const trials = [{ optimizer: 'alig', values: { rate: 1 }, seed: 1, experiment }]
    const folder = clusterFolder(trials, FACTS, 'words', '#')
    expect(folder.ok ? '' : folder.sentence).toMatch(/^There is no PyTorch script.*Drop them/)
  })

  it('is zipped as one folder, with shell scripts that can be started', () => {
    const zip = zippedFolder('sweep', fewTrials(), { facts: FACTS, words: '', link: '#' })
    if (!zip.ok) throw new Error(zip.sentence)
    const unzipped = unzipSync(zip.bytes)
    expect(Object.keys(unzipped).sort()).toEqual(
      ['README.md', 'dask_sweep.py', 'gather.py', 'local.sh', 'logs/.keep', 'slurm.sh']
        .concat('trials.csv', 'worker.py')
        .map((name) => `sweep/${name}`),
    )
    expect(new TextDecoder().decode(unzipped['sweep/trials.csv'])).toBe(files['trials.csv'])
    const directory = Buffer.from(zip.bytes).toString('latin1')
    // The central directory: made by Unix, mode in the upper half of the attributes.
    const modeOf = (name: string) =>
      Buffer.from(zip.bytes).readUInt32LE(directory.lastIndexOf(name) - 46 + 38) >>> 16
    expect(modeOf('sweep/slurm.sh').toString(8)).toBe('100755')
    expect(modeOf('sweep/worker.py').toString(8)).toBe('100644')
  })
})
