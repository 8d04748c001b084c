/** A landscape as a table: a row for each point of the grid, and for each point of a path. Pure. */
import { formatFloat32 } from '../../state/export/formatFloat32'
import type { RunId } from '../../spec/runId'
import type { LandscapeReport } from '../../state/session/session'
import { placeOf } from './contourPicture'

const number = (value: number) => (Number.isNaN(value) ? '' : formatFloat32(Math.fround(value)))

/** @param placeOfRun its place in the experiment, and its word in tables */
export function landscapeCsv(
  report: LandscapeReport,
  placeOfRun: (run: RunId) => { readonly run: number; readonly optimizer: string },
): string {
  const rows = ['kind,run,optimizer,step,x,y,loss,distance']
  const own = placeOfRun(report.run)
  report.losses.forEach((loss, i) => {
    const { x, y } = placeOf(i, report)
    const who = [own.run, own.optimizer, report.step]
    rows.push(['grid', ...who, number(x), number(y), number(loss), 0].join())
  })
  for (const { run, steps, places } of report.paths) {
    const { run: at, optimizer } = placeOfRun(run)
    places.forEach(({ x, y, off }, i) =>
      rows.push(['path', at, optimizer, steps[i], number(x), number(y), '', number(off)].join()),
    )
  }
  return `${rows.join('\n')}\n`
}
