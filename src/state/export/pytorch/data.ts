/** Which Python reads a data set, and what it has to know of it besides its options. */
import { datasetSpec, type DataChoice } from '../../../data/specs'
import { userData } from '../../../data/userData/spec'
import type { UserDataOrigin } from '../../../spec/userData'
import type { PythonValue } from './literals'
import { pythonModule } from './modules'

export interface DataPart {
  /** Path of the module with `load`. */
  readonly module: string
  readonly facts: Readonly<Record<string, PythonValue>>
}

const userModule = ({ kind }: UserDataOrigin) => pythonModule('data', `${userData.id}_${kind}`)

/** Why there is no script for these files, to follow "because"; null where there is one. */
export function userDataObstacle(origin: UserDataOrigin | null): string | null {
  if (origin === null)
    return (
      'the page does not know which files its data came out of. Drop them on the page again, then ' +
      'export'
    )
  if (userModule(origin) !== undefined) return null
  return (
    'its images came out of a folder of pictures. This browser has unpacked and scaled them in its ' +
    'own way, and Python would get other pixels. Save the images as IDX files and drop those; the ' +
    'Experiment (JSON) export has the mean, standard deviation and SHA-256 of these'
  )
}

/**
 * Undefined where Python has no way to the files.
 * @param origin of a person's own data
 */
export function dataPart(
  { id, options }: DataChoice,
  origin: UserDataOrigin | null = null,
): DataPart | undefined {
  const spec = datasetSpec(id)
  const files = spec.origin === 'user' ? origin : null
  const module = files ? userModule(files) : pythonModule('data', id)
  if (module === undefined) return undefined
  if (files) {
    const facts = { train_files: files.train, test_files: files.test }
    return {
      module,
      facts: files.kind === 'idx' ? { ...facts, first_label: files.firstLabel ?? 0 } : facts,
    }
  }
  // Points that a generated set holds out: their number is no option of it.
  const isGenerated = spec.origin === 'generated'
  return { module, facts: isGenerated ? { test_points: spec.shape(options).testCount } : {} }
}
