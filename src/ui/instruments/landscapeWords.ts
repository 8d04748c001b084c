/** A landscape in sentences: for who does not see the picture, and for what it does not show. Pure. */
import { formatCount } from '../../charts/format'
import type { RunId } from '../../spec/runId'
import type { LandscapeReport } from '../../state/session/session'
import { lowestOf, tangentDistance, tangentLine } from './contourPicture'
import { short } from './rateTestPicture'

export function landscapeWords(
  report: LandscapeReport,
  labelOf: (run: RunId) => string,
): readonly string[] {
  const { run, step, via, paths, tangent, size, examples, of } = report
  const own = labelOf(run)
  const third =
    via.kind === 'run'
      ? `the weights of ${labelOf(via.run)} now`
      : via.step === null
        ? 'a direction at random, as its path is a straight line or was not recorded'
        : `its weights after step ${formatCount(via.step)}, of those recorded the furthest from the straight line between the two`
  const lowest = lowestOf(report)
  const which =
    examples < of ? `${formatCount(examples)} of ${formatCount(of)}` : `all ${formatCount(of)}`
  const off = paths.map((path) => {
    const most = Math.max(...path.places.map((place) => place.off))
    return `${labelOf(path.run)} by up to ${short(most)}`
  })
  const line = tangentDistance(report)
  const tangentWords = !Number.isFinite(line)
    ? 'The tangent at the weights now has no slope in this plane.'
    : `Within the plane the tangent at the weights now reaches 0 at a distance of ${short(line)}${
        tangentLine(report) ? '' : ', beyond the picture'
      }; straight down the whole gradient it would be ${short(tangent.loss / Math.sqrt(tangent.gradNormSq))}.`
  return [
    `The plane goes through the start of ${own}, its weights after ${formatCount(step)} steps, and ${third}. The picture is ${short(size)} wide in the space of weights.`,
    `Loss of ${which} training examples: ${short(tangent.loss)} at the weights now` +
      (lowest
        ? `; the lowest on the grid is ${short(lowest.loss)}, ${short(lowest.distance)} away.`
        : '.'),
    tangentWords,
    `The paths are seen from above: they leave the plane, ${off.join(', ')}.`,
  ]
}
