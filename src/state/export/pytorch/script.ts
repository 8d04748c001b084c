/** `PyTorch script`: the experiment as a Python program that does the same steps. */
import { dataShape, datasetSpec } from '../../../data/specs'
import type { Experiment } from '../../../experiment/experiment'
import { encodeLink } from '../../../experiment/link'
import { modelSpec } from '../../../models/specs'
import { configurationSource, type ScriptFacts } from './configuration'
import { dataSource } from './data'
import { AUGMENTATION, GENERATOR } from './generator'
import { modelSource } from './models'
import { userDataObstacle } from './userData'
import { rulesSource } from './optimizers'
import { prose } from './python'
import { trainingSource } from './training'

export type PytorchScript =
  | { readonly ok: true; readonly text: string }
  /** Why there is none, as a sentence. */
  | { readonly ok: false; readonly sentence: string }

const IMPORTS = `import argparse
import gzip
import hashlib
import io
import math
import pickle
import struct
import sys
import tarfile
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
import torch.nn.functional as F
`

const USER_FILES =
  'DIR, by default "data", holds the files that were dropped on the page, as they are or as .gz;\n' +
  'the script stops where they are others.'

function docstring(experiment: Experiment): string {
  const { label, source } = datasetSpec(experiment.data.id)
  const files =
    experiment.data.id === 'own'
      ? USER_FILES
      : source
        ? `DIR, by default "data", holds the original files of ${label}\n` +
          `(${source.url}); what is missing is fetched into it.`
        : 'The script draws the same data as the page; DIR is not used.'
  const title = experiment.name === '' ? 'An experiment' : prose(experiment.name)
  return `"""${title} of the ALI-G Playground, as a PyTorch script.

Same initial weights, label noise and batch order as in the page: the script prints their SHA-256
hashes, and says whether they equal the page's. The numbers agree closely, not bit for bit.

    python3 alig-playground.py [--data DIR] [--steps N] [--test]

${files}
Needs torch and numpy alone; --test adds loss and accuracy on the test images. Prints
step,run,loss,step_size.

Link: #${encodeLink(experiment)}
"""
`
}

/** Never throws for a valid experiment. */
export function pytorchScript(experiment: Experiment, facts: ScriptFacts): PytorchScript {
  const refuse = (what: string): PytorchScript => ({
    ok: false,
    sentence: `There is no PyTorch script for this experiment, because ${what}.`,
  })
  const origin = facts.origin ?? null
  const obstacle = experiment.data.id === 'own' ? userDataObstacle(origin) : null
  if (obstacle) return refuse(obstacle)
  const data = dataSource(experiment.data, origin)
  if (data === undefined) {
    return refuse(`${datasetSpec(experiment.data.id).label} has no files that Python could read`)
  }
  const model = modelSource(
    experiment.model.id,
    experiment.model.options,
    dataShape(experiment.data).input,
  )
  if (model === undefined) {
    return refuse(`${modelSpec(experiment.model.id).label} has not been written in PyTorch`)
  }
  const rules = rulesSource(experiment.runs.map(({ optimizer }) => optimizer))
  if (rules === undefined) return refuse('one of its optimizers has not been written in PyTorch')
  const statistics = datasetSpec(experiment.data.id).statistics ?? facts.statistics
  if (!statistics) return refuse('its data have not been read yet')
  const augment = experiment.augment && datasetSpec(experiment.data.id).augmentable
  const parts = [
    docstring(experiment),
    IMPORTS,
    GENERATOR,
    ...(augment ? [AUGMENTATION] : []),
    data,
    model,
    rules,
    configurationSource(experiment, facts, statistics),
    trainingSource(experiment.loss, augment),
  ]
  return { ok: true, text: parts.map((part) => part.trim()).join('\n\n\n') + '\n' }
}
