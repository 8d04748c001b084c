/** Specs by ids out of a link or a file, which may be anything. */
import { datasetSpecs } from '../data/specs'
import { modelSpecs } from '../models/specs'
import { optimizerSpecs } from '../optimizers/specs'
import type { DatasetSpec } from '../spec/dataset'
import type { ModelSpec } from '../spec/model'
import type { OptimizerSpec } from '../spec/optimizer'

export const findOptimizer = (id: string): OptimizerSpec | undefined =>
  optimizerSpecs.find((spec) => spec.id === id)

export const findModel = (id: string): ModelSpec | undefined =>
  modelSpecs.find((spec) => spec.id === id)

export const findDataset = (id: string): DatasetSpec | undefined =>
  datasetSpecs.find((spec) => spec.id === id)
