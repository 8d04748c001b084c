import { exportChartsPng, exportChartsSvg } from './exportCharts'
import { exportEvaluations, exportExperiment, exportMetrics } from './exportFiles'
import { exportOptimizers, exportPytorch } from './exportScript'
import { exportWeights } from './exportWeights'
import { Menu, type MenuItem } from './Menu'

const ITEMS: readonly MenuItem[] = [
  {
    label: 'Metrics (CSV)',
    hint: 'One row per run and step: loss, step size, gradient norm and more',
    run: exportMetrics,
  },
  {
    label: 'Evaluations (CSV)',
    hint: 'Loss and accuracy on the test set',
    run: exportEvaluations,
  },
  {
    label: 'Experiment (JSON)',
    hint: 'Configuration, both tables, changes, hashes and versions',
    run: exportExperiment,
  },
  {
    label: 'PyTorch script',
    hint: 'A Python program with the same weights, batches and changes',
    run: () => void exportPytorch(),
  },
  {
    label: 'PyTorch optimizers',
    hint: 'The optimizers of the runs as classes to use in code of your own',
    run: () => void exportOptimizers(),
  },
  {
    label: 'Weights (safetensors)',
    hint: 'The weights of every run as they are now, tensors named by layer',
    run: () => void exportWeights(),
  },
  {
    label: 'Charts (SVG)',
    hint: 'The charts on the page with title and legend, for print',
    run: () => void exportChartsSvg(),
  },
  {
    label: 'Charts (PNG)',
    hint: 'The same in pixels, for slides',
    run: () => void exportChartsPng(),
  },
]

export function ExportMenu() {
  return <Menu label="Export" icon="export" items={ITEMS} className="popover--end" />
}
