/** Results as Markdown, for the terminal and for README.md. */

const NAMES = {
  softmax: 'Softmax regression, batch 64',
  mlp: 'MLP 784-128-10, batch 64',
  cnn: 'CNN 5x5x8, 5x5x16, batch 64',
  resnet: 'ResNet-8 16/32/64, batch 32',
}

/** Three significant digits. */
function number(value) {
  if (!Number.isFinite(value)) return '-'
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}

/** A Markdown table with columns of equal width; the first is set left, the others right. */
function table(head, rows) {
  const lines = [head, ...rows].map((cells) => cells.map((cell) => String(cell ?? '')))
  const widths = head.map((_, i) => Math.max(3, ...lines.map((cells) => cells[i].length)))
  const line = (cells) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return [line(lines[0]), rule, ...lines.slice(1).map(line)].join('\n')
}

/** @param own medians of this engine: recorded on WebGPU, and on wasm */
function stepCells(row, own) {
  const { label, backend, ms, absent, overMs } = row
  const name = `${label}, ${backend}${row.rule === 'sgd' ? ' (SGD)' : ''}`
  if (!ms) {
    const time = overMs ? `over ${number(overMs)}` : 'none'
    return [name, time, '', ...own.map(() => ''), '', shortened(absent)]
  }
  const words = [
    row.agrees === false ? 'WRONG LOSS' : '',
    row.fewSteps ? `single steps: ${row.fewSteps}` : '',
    shortened(row.failure ?? row.remark ?? ''),
  ].filter(Boolean)
  return [
    name,
    number(ms.median),
    `${number(ms.q1)} to ${number(ms.q3)}`,
    ...own.map((median) => (median ? number(ms.median / median) : '')),
    row.dispatches ?? '',
    words.join('; '),
  ]
}

const shortened = (text = '') => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

function stepTables(rows) {
  const models = [...new Set(rows.map(({ model }) => model))]
  return models.flatMap((model) => {
    const own = rows.filter((row) => row.model === model)
    const medians = ['ours-webgpu', 'ours-wasm'].map(
      (id) => own.find((row) => row.id === id)?.ms?.median,
    )
    const head = [
      'engine',
      'ms/step',
      'middle half',
      'times recorded WebGPU',
      'times our wasm',
      'dispatches',
      'remark',
    ]
    return [
      `### ${NAMES[model]}`,
      table(
        head,
        own.map((row) => stepCells(row, medians)),
      ),
    ]
  })
}

/** @param name of the runs where there are several */
const labelOf = (model, engine, name) =>
  `${model}, ${engine}${name === '1' ? '' : `, ${name} in lock-step`}`

function javascriptTable(rows) {
  const head = [
    'JavaScript per step, dispatches left out',
    'dispatches',
    'issuing, ms',
    'in all, ms',
  ]
  return table(
    head,
    rows.map(({ model, engine, name, dispatches, issue, whole }) => [
      labelOf(model, engine, name),
      dispatches,
      number(issue.median),
      number(whole.median),
    ]),
  )
}

function comparisonTable(title, rows) {
  const head = [title, 'ms/step', 'middle half', 'against the first']
  return table(
    head,
    rows.map(({ model, engine, name, ms, against }) => [
      [model, engine, name].filter(Boolean).join(', '),
      number(ms.median),
      `${number(ms.q1)} to ${number(ms.q3)}`,
      against
        ? `${against.median.toFixed(3)} (${against.q1.toFixed(2)} to ${against.q3.toFixed(2)})`
        : '',
    ]),
  )
}

function memoryTable(rows) {
  return table(
    ['memory', 'steps', 'bytes on the device', 'tensors'],
    rows.flatMap(({ engine, model, name, points }) =>
      points.map(({ steps, bytes, tensors }) => [
        labelOf(model, engine, name),
        steps,
        bytes,
        tensors,
      ]),
    ),
  )
}

function pageTable(rows) {
  return table(
    ['built page, ms since navigation', 'can be trained', 'first step', 'first point'],
    rows.map(({ backend, ready, step, point }) => [
      backend,
      ...[ready, step, point].map(
        ({ median, min, max }) => `${number(median)} (${number(min)} to ${number(max)})`,
      ),
    ]),
  )
}

function barTable(bars) {
  return table(
    ['bar', 'found', 'middle half', ''],
    bars.map(({ text, value, low, high, isBound, passes }) => [
      text,
      `${isBound ? 'over ' : ''}${number(value)}`,
      low === undefined ? '' : `${number(low)} to ${number(high)}`,
      passes ? 'pass' : 'FAIL',
    ]),
  )
}

/** Everything that was measured, as Markdown. */
export function report(results) {
  const { machine, date, quick } = results
  const parts = [
    `${date}, ${machine.cores} cores (${machine.architecture}, ${machine.platform}), ` +
      `${machine.runtime}, adapter: ${machine.adapter}. Load before: ${machine.loadBefore}, ` +
      `after: ${machine.loadAfter}.${quick ? ' A quick run: few rounds.' : ''}`,
    ...(results.steps?.length ? stepTables(results.steps) : []),
    ...(results.javascript?.length ? [javascriptTable(results.javascript)] : []),
    ...(results.optimizers?.length ? [comparisonTable('optimizers', results.optimizers)] : []),
    ...(results.runs?.length ? [comparisonTable('runs in lock-step', results.runs)] : []),
    ...(results.tiles?.length ? [comparisonTable('tiles', results.tiles)] : []),
    ...(results.memory?.length ? [memoryTable(results.memory)] : []),
    ...(results.page?.length ? [pageTable(results.page)] : []),
    ...(results.bars?.length ? [barTable(results.bars)] : []),
    ...(results.notes.length ? [results.notes.map((note) => `- ${note}`).join('\n')] : []),
  ]
  return parts.join('\n\n')
}
