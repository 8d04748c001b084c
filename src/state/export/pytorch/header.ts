/** What a script says about itself before its program begins. */
import { datasetSpec } from '../../../data/specs'
import type { Experiment } from '../../../experiment/experiment'
import { encodeLink } from '../../../experiment/link'
import { optimizerSpec } from '../../../optimizers/specs'
import { prose } from './literals'

const USER_FILES =
  'DIR, by default "data", holds the files that were dropped on the page, as they are or as .gz;\n' +
  'the script stops where they are others.'

const ALL_SEEDS =
  '\nThe seeds of the link are trained one after the other, and a last column says which one a row\n' +
  'belongs to; --seed N trains one of them alone.'

/** Of rules whose step size is cut to a limit, which can be off. */
const UNCLIPPED =
  '\nWithout a limit of the step size (None or math.inf) these steps amplify rounding: curves then part\n' +
  'from those of the page after some steps, and those of --double from both.'

const canBeUnclipped = ({ runs }: Experiment): boolean =>
  runs.some(({ optimizer }) => optimizerSpec(optimizer).rule.results.limit !== undefined)

export function filesOf({ data }: Experiment): string {
  const spec = datasetSpec(data.id)
  if (spec.origin === 'user') return USER_FILES
  if (spec.origin === 'generated')
    return 'The script draws the same data as the page; DIR is not used.'
  return (
    `DIR, by default "data", holds the original files of ${spec.label}\n` +
    `(${spec.source.url}); what is missing is fetched into it.`
  )
}

/** The docstring, with the whole link. */
export function docstring(experiment: Experiment): string {
  const title = experiment.name === '' ? 'An experiment' : prose(experiment.name)
  const isRepeated = experiment.seeds > 1
  return `"""${title} of the ALI-G Playground, as a PyTorch script.

Same initial weights, label noise and batch order as in the page: the script prints their SHA-256
hashes, and says whether they equal the page's. The numbers agree closely, not bit for bit.

    python3 alig-playground.py [--data DIR] [--device cuda] [--double] [--steps N]
        [--seed N] [--run N] [--test [N]]

${filesOf(experiment)}
Needs torch and numpy alone. --test adds loss and accuracy on the test images, every N steps and at
the end; --run N trains one run alone. Prints step,run,loss,step_size, and closes with a table.${isRepeated ? ALL_SEEDS : ''}${canBeUnclipped(experiment) ? UNCLIPPED : ''}

Link: #${encodeLink(experiment)}
"""`
}

/** Words above the experiment as data. */
export const LEGEND = `# The experiment. Examples are the first ones of the training set, noise is the share of wrong
# training labels. Inputs are standardised by mean and std per channel, of pixels / 255. Dense
# kernels are [in, out], those of convolutions HWIO. Each edit sets a run's hyperparameter to a new
# value from a step on; math.inf is no limit. Hashes are those that the page has found.`
