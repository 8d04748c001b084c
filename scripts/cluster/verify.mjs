/** What came out of a folder, beside what the page's own engine trains. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Lines of a table as objects. */
function tableOf(text) {
  const [head, ...lines] = text.trim().split('\n')
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])))
}

/** Names of the rows that are not as they were: trained twice. */
export const changedRows = (before, after) =>
  [...before].filter(([name, state]) => after.get(name) !== state).map(([name]) => name)

/** Largest relative difference of the first losses; NaN where one lacks some. */
export function lossDifference(here, there, steps) {
  const count = Math.min(steps, here.length)
  let largest = 0
  for (let i = 0; i < count; i++) {
    const apart = Math.abs(there[i] - here[i]) / Math.abs(here[i])
    if (Number.isNaN(apart)) return NaN
    largest = Math.max(largest, apart)
  }
  return count > 0 && there.length >= count ? largest : NaN
}

/**
 * @param own results of the page's engine, by trial
 * @returns {Promise<{ rows: number, diverged: number, loss: number, accuracy: number, wrong: string[] }>}
 * the largest differences over the first steps and of the final accuracy
 */
export async function compareFolder(folder, own, steps) {
  const rows = tableOf(await readFile(join(folder, 'results.csv'), 'utf8'))
  const wrong = []
  const trials = rows.map(({ trial }) => Number(trial))
  if (trials.join() !== own.map((_, trial) => trial).join())
    wrong.push(`results.csv has the trials ${trials.join()}`)
  let [loss, accuracy, diverged] = [0, 0, 0]
  for (const row of rows) {
    const here = own[Number(row.trial)]
    const name = `trial-${row.trial.padStart(4, '0')}-curve.csv`
    const curve = tableOf(await readFile(join(folder, 'results', name), 'utf8'))
    const losses = curve.map((line) => Number(line.loss))
    const apart = lossDifference(here.losses, losses, steps)
    loss = Number.isNaN(apart) ? NaN : Math.max(loss, apart)
    const isLost = row.status === 'diverged'
    diverged += isLost ? 1 : 0
    if (isLost !== (here.divergedAt !== null)) wrong.push(`trial ${row.trial} is ${row.status}`)
    else if (!isLost)
      accuracy = Math.max(accuracy, Math.abs(Number(row.test_accuracy) - here.testAccuracy))
  }
  return { rows: rows.length, diverged, loss, accuracy, wrong }
}
