import { describe, expect, it } from 'vitest'
import { areResults, readResults } from './readResults'

const HEADER =
  'trial,optimizer,hyperparameter,rate,noise,seed,steps,train_loss,test_loss,test_accuracy,' +
  'diverged_at,status,backend,seconds'
const GOOD = '0,alig,maxLr,0.1,0.2,3,40,0.25,0.5,0.875,,ok,torch 1.13 cpu,2.5'
const LOST = '1,sgd,lr,100,,3,40,,,,12,diverged,torch 1.13 cpu,0.5'
const idOf = (word: string) => (['alig', 'sgd'].includes(word) ? word : undefined)
const read = (...rows: string[]) =>
  readResults('results.csv', [HEADER, ...rows, ''].join('\n'), idOf)

describe('results of a sweep', () => {
  it('are read with their values by name, failures as failures', () => {
    expect(read(GOOD, LOST)).toEqual({
      ok: true,
      results: [
        {
          ...{ optimizer: 'alig', values: { rate: 0.1, noise: 0.2 }, seed: 3 },
          ...{ trainLoss: 0.25, testLoss: 0.5, testAccuracy: 0.875, divergedAt: null },
        },
        {
          ...{ optimizer: 'sgd', values: { rate: 100 }, seed: 3 },
          ...{ trainLoss: null, testLoss: null, testAccuracy: null, divergedAt: 12 },
        },
      ],
    })
  })

  it("are the page's own strip, too", () => {
    const strip =
      'optimizer,hyperparameter,rate,seed,train_loss,test_loss,test_accuracy,diverged_at,steps,backend\n' +
      'alig,maxLr,0.001,1,0.5,0.5,0.75,,30,wasm\n'
    expect(areResults(strip)).toBe(true)
    expect(readResults('strip.csv', strip, idOf)).toMatchObject({
      ok: true,
      results: [{ values: { rate: 0.001 }, testAccuracy: 0.75 }],
    })
  })

  it('are told from other tables by their header', () => {
    expect(areResults(`${HEADER}\n${GOOD}`)).toBe(true)
    expect(areResults('run,optimizer,step,loss,step_size\n0,alig,0,2,0.5')).toBe(false)
    expect(areResults('')).toBe(false)
  })

  it.each([
    [[], /there is no row/],
    [[GOOD, '1,sgd,lr'], /row 3 has 3 cells, and the header has 14/],
    [[GOOD.replace('alig', 'other')], /row 2 is of the optimizer "other", which this page lacks/],
    [[GOOD.replace('0.875', '1.5')], /row 2 has "1.5" as its test_accuracy/],
    [[GOOD.replace('0.25', 'nan')], /row 2 has "nan" as its train_loss/],
    [[GOOD.replace('0.1,0.2', 'x,0.2')], /row 2 has "x" as its rate/],
    [[GOOD.replace(',3,', ',-3,')], /row 2 has "-3" as its seed/],
    [[GOOD.replace(',ok', '9,ok')], /row 2 must have either losses or the step/],
    [[LOST.replace(',12,', ',,')], /row 2 must have either losses or the step/],
  ])('with a fault get a sentence: %j', (rows, sentence) => {
    const found = read(...rows)
    expect(found.ok ? '' : found.sentence).toMatch(sentence)
    expect(found.ok ? '' : found.sentence).toMatch(
      /^The results in "results.csv" cannot be shown: /,
    )
  })

  it('are not read without a column that they need', () => {
    const found = readResults('a.csv', 'optimizer,seed\nalig,1', idOf)
    expect(found.ok ? '' : found.sentence).toContain(
      'there is no column hyperparameter, train_loss, test_accuracy, diverged_at.',
    )
  })
})
