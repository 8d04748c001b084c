/**
 * The link: an experiment as the text behind `#`, for example
 * `v=1&model=softmax&shuffle=0&steps=60&run=alig,maxLr:1&run=sgd,momentum:0.9,nesterov:1`.
 *
 * What is left out has the default of the link's version. Decoding asks for the keys of the
 * schema one by one and never follows the link's own keys, so that a link can reach nothing
 * else. Whatever is wrong is replaced or left out, and said in a notice.
 */
import { dataShape, datasetSpec, datasetSpecs, findDataset } from '../data/specs'
import { findModel, modelSpec, modelSpecs } from '../models/specs'
import type { DatasetSpec } from '../spec/dataset'
import type { OptionSpec, OptionValues } from '../spec/hyperparameter'
import type { LossId } from '../spec/loss'
import type { ModelSpec } from '../spec/model'
import { goesWith } from './choices'
import { DEFAULT_DATA, DEFAULT_MODEL, defaultExperiment } from './defaults'
import type { BackendChoice, Experiment } from './experiment'
import { batchField, examplesField, fields } from './fields'
import { MAX_LINK } from './limits'
import { isKnownKey } from './linkKeys'
import { protectEnd, tidied } from './link/arrival'
import { decodeEdits, encodeEdit } from './link/editCodec'
import { dropMisplaced, readUnknown, readView } from './link/extras'
import { LINK_VERSION, migrate, readVersion } from './link/migrations'
import { Notices } from './link/notices'
import { ParamBag } from './link/paramBag'
import { readPairs, takePairs } from './link/pairs'
import {
  decodeText,
  encodeLoose,
  encodeText,
  formatParam,
  type LinkParam,
  splitLink,
  splitList,
} from './link/params'
import { decodeRuns, encodeRuns, readName } from './link/runs'
import { formatValue } from './optionText'
import { listed, quoted } from './text'

export interface DecodedLink {
  /** Always valid. */
  readonly experiment: Experiment
  /** False where nothing in the text says anything of an experiment, which is the default then. */
  readonly isLink: boolean
  /** Whole sentences, for people; empty where everything was understood. */
  readonly notices: readonly string[]
}

/** `key=value` of the options that are not at their default. */
function encodeOptions(options: readonly OptionSpec[], values: OptionValues): LinkParam[] {
  return options
    .filter(({ key, default: byDefault }) => values[key] !== byDefault)
    .map(({ key }) => ({ key, raw: formatValue(values[key] ?? null) }))
}

const encodeChoice = (key: string, id: string, byDefault: string): LinkParam[] =>
  id === byDefault ? [] : [{ key, raw: id }]

/** The shortest link of a valid experiment, without `#`. `v` always comes first. */
export function encodeLink(experiment: Experiment): string {
  const { data, model, loss, examples, batch, seed, shuffle, noise, augment } = experiment
  const { steps, eval: evalEvery, backend, seeds, embed, name } = experiment
  const middle = [fields.batch, fields.seed, fields.shuffle, fields.noise, fields.augment]
  const late = [fields.steps, fields.eval, fields.backend, fields.seeds]
  const params: LinkParam[] = [
    { key: 'v', raw: String(LINK_VERSION) },
    ...encodeData(data),
    ...encodeOptions([examplesField(dataShape(data))], { examples }),
    ...encodeChoice('model', model.id, DEFAULT_MODEL),
    ...encodeOptions(modelSpec(model.id).options, model.options),
    ...encodeOptions([fields.loss], { loss }),
    ...encodeOptions(middle, { batch, seed, shuffle, noise, augment }),
    ...encodeOptions(late, { steps, eval: evalEvery, backend, seeds }),
    ...encodeRuns(experiment.runs).map((raw) => ({ key: 'run', raw })),
    ...experiment.edits.map((edit) => ({ key: 'edit', raw: encodeEdit(edit) })),
    ...(name === '' ? [] : [{ key: 'name', raw: encodeText(name) }]),
    ...encodeOptions([fields.embed], { embed }),
    ...Object.entries(experiment.view).map(([key, text]) => ({
      key: `view.${key}`,
      raw: encodeLoose(text),
    })),
    ...experiment.unknown.map(([key, text]) => ({ key, raw: encodeLoose(text) })),
  ]
  return protectEnd(params.map(formatParam).join('&'))
}

interface Choice {
  readonly id: string
  readonly options: readonly OptionSpec[]
}

/** `data=ID` and its options, or `data=ID,key:value` where they stand apart from all others. */
function encodeData({ id, options }: Experiment['data']): LinkParam[] {
  const spec = datasetSpec(id)
  const params = encodeOptions(spec.options, options)
  if (!spec.optionsInline) return [...encodeChoice('data', id, DEFAULT_DATA), ...params]
  return [{ key: 'data', raw: [id, ...params.map(({ key, raw }) => `${key}:${raw}`)].join(',') }]
}

/** The data set with its options, wherever they stand. */
function decodeData(bag: ParamBag, notices: Notices) {
  const [raw = '', ...parts] = splitList(bag.takeRaw('data') ?? DEFAULT_DATA)
  const spec = chosen(decodeText(raw), notices, 'data', findDataset, datasetSpecs, DEFAULT_DATA)
  const where = `Data ${spec.id}: `
  const pairs = readPairs(parts, where, notices)
  const options = spec.optionsInline
    ? takePairs(spec.options, pairs, where, notices)
    : bag.takeOptions(spec.options)
  for (const key of pairs.keys())
    notices.add(`${where}there is no ${quoted(key)} behind the name of the data; it is ignored.`)
  return { spec, options }
}

/** Data set or model with the options that its spec has. */
function chosen<T extends Choice>(
  id: string,
  notices: Notices,
  key: 'data' | 'model',
  find: (id: string) => T | undefined,
  all: readonly T[],
  byDefault: string,
): T {
  const spec = find(id) ?? find(tidied(id))
  if (spec !== undefined) return spec
  notices.add(
    `This version of the playground has no "${key}" called ${quoted(id)}, only ` +
      `${listed(all.map((known) => known.id))}; ${byDefault} is used instead.`,
  )
  return find(byDefault)!
}

/** The model, which must be able to learn from these data. */
function decodeModel(bag: ParamBag, data: DatasetSpec, notices: Notices): ModelSpec {
  const byDefault = modelSpec(DEFAULT_MODEL)
  const id = bag.take('model') ?? DEFAULT_MODEL
  const model = chosen(id, notices, 'model', findModel, modelSpecs, DEFAULT_MODEL)
  if (goesWith(model, data)) return model
  notices.add(
    `The "model" ${model.id} needs images, and the data set ${data.id} has ${data.kind}; ` +
      `${byDefault.id} is used instead.`,
  )
  return byDefault
}

/** `batch`, which must not be larger than the set; also where the link leaves it out. */
function decodeBatch(bag: ParamBag, examples: number, kind: string, notices: Notices): number {
  const batch = bag.takeOption(fields.batch) as number
  if (batch <= examples) return batch
  const used = batchField(examples).default as number
  notices.add(
    `A "batch" of ${batch} is larger than the ${examples} ${kind} in use; ${used} is used instead.`,
  )
  return used
}

/** For a text that knows nothing of experiments, such as the name of a place in some page. */
function noLink(hash: string, isText: boolean): DecodedLink {
  const text = quoted(hash.replace(/^#?/, '#'))
  const notices = isText
    ? [`The address ends in ${text}, which is not a link to an experiment; it is not used.`]
    : []
  return { experiment: defaultExperiment(), isLink: false, notices }
}

/**
 * Reads a link, with or without the leading `#`. Never throws: any text gives a valid
 * experiment, and notices about what was not understood.
 */
export function decodeLink(hash: string): DecodedLink {
  const notices = new Notices()
  const { params, cut } = splitLink(hash)
  if (!params.some(({ key }) => isKnownKey(key))) return noLink(hash, params.length > 0)
  if (cut) {
    notices.add(`The link is longer than ${MAX_LINK} characters; what comes after is left out.`)
  }
  const isVersion = ({ key }: LinkParam) => key === 'v'
  const version = readVersion(new ParamBag(params.filter(isVersion), notices), notices)
  const rest = params.filter((param) => !isVersion(param))
  const bag = new ParamBag(migrate(rest, version), notices)

  const { spec: data, options: dataOptions } = decodeData(bag, notices)
  const model = decodeModel(bag, data, notices)
  const modelOptions = bag.takeOptions(model.options)
  dropMisplaced(bag, data.id, model.id, notices)

  const examples = bag.takeOption(examplesField(data.shape(dataOptions))) as number
  const { runs, indexInLink } = decodeRuns(bag.takeAll('run'), notices)
  const experiment: Experiment = {
    data: { id: data.id, options: dataOptions },
    model: { id: model.id, options: modelOptions },
    loss: bag.takeOption(fields.loss) as LossId,
    examples,
    batch: decodeBatch(bag, examples, data.kind, notices),
    seed: bag.takeOption(fields.seed) as number,
    shuffle: bag.takeOption(fields.shuffle) as boolean,
    noise: bag.takeOption(fields.noise) as number,
    augment: bag.takeOption(fields.augment) as boolean,
    steps: bag.takeOption(fields.steps) as number | null,
    eval: bag.takeOption(fields.eval) as number,
    backend: bag.takeOption(fields.backend) as BackendChoice,
    runs,
    edits: decodeEdits(bag.takeAll('edit'), runs, indexInLink, notices),
    seeds: bag.takeOption(fields.seeds) as number,
    name: readName(bag.take('name') ?? '', "The experiment's", notices),
    embed: bag.takeOption(fields.embed) as boolean,
    view: readView(bag, notices),
    unknown: readUnknown(bag, notices),
  }
  return { experiment, isLink: true, notices: notices.list() }
}
