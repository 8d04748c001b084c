/** What the readings and faults of a soak come to, in sentences. */

const MB = 1e6
/** A session may lose this much training, in seconds. */
const MAY_LOSE_S = 5
/** A snapshot is taken every 2.5 seconds, and waits as long again for a moment without an evaluation. */
const MAY_REPEAT_S = 5

/** What has to stay as it is once training is under way, and by how much it may grow all the same. */
const STEADY = [
  { key: 'pageHeap', what: 'heap of the page', unit: 'MB', scale: MB, mayGrow: 8 },
  { key: 'workerHeap', what: 'heap of all workers', unit: 'MB', scale: MB, mayGrow: 4 },
  { key: 'tensors', what: 'tensors', unit: '', scale: 1, mayGrow: 3 },
  { key: 'tensorBytes', what: 'bytes of tensors', unit: 'MB', scale: MB, mayGrow: 0.1 },
  { key: 'gpuBuffers', what: 'buffers of the graphics device', unit: '', scale: 1, mayGrow: 20 },
  { key: 'databaseBytes', what: 'database', unit: 'MB', scale: MB, mayGrow: 16 },
]

/**
 * @param {readonly Record<string, number>[]} readings of one training, in their order
 * @returns {{ ok: boolean, sentences: string[] }}
 */
export function verdictOf(readings) {
  const { backend } = readings[0] ?? {}
  // The first third fills series, caches and pools that keep their size afterwards.
  const [middle, last] = [
    readings.slice(readings.length / 3),
    readings.slice((2 * readings.length) / 3),
  ]
  const early = middle.slice(0, middle.length - last.length)
  if (early.length < 2 || last.length < 2)
    return { ok: false, sentences: ['There are too few readings for a verdict.'] }
  const found = STEADY.map(({ key, what, unit, scale, mayGrow }) => {
    // Smallest values: what is under way at a reading comes and goes.
    const least = (some) => Math.min(...some.map((reading) => reading[key])) / scale
    const [from, to] = [least(early), least(last)]
    const figures = `${round(from)} to ${round(to)}${unit && ` ${unit}`}`
    return { ok: to - from <= mayGrow, sentence: `${what}: ${figures}, may grow by ${mayGrow}` }
  })
  const stalls = readings.filter(
    (reading, i) => i > 0 && reading.step <= readings[i - 1].step,
  ).length
  found.push({ ok: stalls === 0, sentence: `readings without a new step: ${stalls}` })
  const still = readings.filter(
    (reading, i) => i > 0 && reading.chartUpdates <= readings[i - 1].chartUpdates,
  ).length
  found.push({ ok: still === 0, sentence: `readings without a new line on a chart: ${still}` })
  return {
    ok: found.every(({ ok }) => ok),
    sentences: found.map(({ ok, sentence }) => `${backend}, ${sentence}: ${ok ? 'ok' : 'FAILED'}`),
  }
}

/**
 * What a reload loses is gone; after a lost device or a killed worker the charts keep their numbers, and
 * what came after the snapshot is trained once more.
 * @param {readonly {
 *   fault: string, lostSeconds?: number, repeatedSeconds?: number, backAfterSeconds: number,
 *   byHand: number, hung: boolean,
 * }[]} faults of one kind
 */
export function faultVerdictOf(faults) {
  const most = (key) => Math.max(0, ...faults.map((one) => one[key] ?? 0))
  const times = (isSo) => faults.filter(isSo).length
  const [lost, repeated] = [most('lostSeconds'), most('repeatedSeconds')]
  const hung = times((one) => one.hung)
  const ok = hung === 0 && lost <= MAY_LOSE_S && repeated <= MAY_REPEAT_S
  return {
    ok,
    sentences: [
      `${faults.length} times ${faults[0]?.fault}: at most ${round(lost)} s of training lost and ` +
        `${round(repeated)} s repeated, back after at most ${round(most('backAfterSeconds'))} s, ` +
        `${times((one) => one.byHand > 0)} times by Train, ${hung} hung: ${ok ? 'ok' : 'FAILED'}`,
    ],
  }
}

const round = (value) => Number(value.toPrecision(3))
