/** A rate test as a table: a row for each value. Pure. */
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { RateTestReport } from '../../state/session/session'

const cell = (loss: number) => (Number.isNaN(loss) ? '' : formatFloat32(loss))

/**
 * @param run place of the run in the experiment
 * @param optimizer its word in tables
 */
export function rateTestCsv(report: RateTestReport, run: number, optimizer: string): string {
  const { step, key, steps, points } = report
  const header = ['run', 'optimizer', 'step', 'hyperparameter', 'value', 'steps']
  const losses = ['loss_after_1', 'test_loss_after_1', 'loss_after_all', 'test_loss_after_all']
  const rows = points.map((point) =>
    [
      ...[run, optimizer, step, key, point.rate, steps],
      ...[point.afterOne, point.heldAfterOne, point.afterAll, point.heldAfterAll].map(cell),
    ].join(),
  )
  return `${[[...header, ...losses].join(), ...rows].join('\n')}\n`
}
