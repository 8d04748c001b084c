import { memo, useState } from 'react'
import { drawnCharts, type DrawnChart } from '../charts/drawn'
import type * as Actions from './chartActions'
import type { FileShape } from './chartFiles'
import { saidUnloaded } from './fileMessages'
import type { FileWords } from './fileWords'
import type { FileTheme } from './themeColors'
import { Menu, type MenuItem } from './toolbar/Menu'

export interface ChartMenuProps {
  readonly title: string
  /** What a file says beside the chart. */
  readonly words: () => FileWords
}

const THEMES: readonly { readonly theme: FileTheme; readonly label: string }[] = [
  { theme: 'page', label: 'Colours of the page' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

/** What can be taken away of one chart. */
export const ChartMenu = memo(function ChartMenu({ title, words }: ChartMenuProps) {
  const [root, setRoot] = useState<HTMLSpanElement | null>(null)
  const [theme, setTheme] = useState<FileTheme>('page')
  /** The code behind the items comes when one is chosen. */
  const act = (does: (of: typeof Actions, chart: DrawnChart) => Promise<void> | void) => () => {
    const [chart] = drawnCharts(root!.closest('figure')!)
    void import('./chartActions').then((actions) => chart && does(actions, chart), saidUnloaded)
  }
  const save = (kind: 'png' | 'svg', shape: FileShape) =>
    act(({ saveChart }, chart) => saveChart(chart, words(), { kind, shape, theme }))
  const shown = 'As shown'
  const slide = 'For a slide, 16:9'
  const items: MenuItem[] = [
    {
      group: shown,
      label: 'Copy as PNG',
      run: act(({ copyChart }, chart) => copyChart(chart, words(), theme)),
    },
    { group: shown, label: 'PNG', run: save('png', 'as shown') },
    { group: shown, label: 'SVG', run: save('svg', 'as shown') },
    { group: slide, label: 'PNG, 16:9', run: save('png', '16:9') },
    { group: slide, label: 'SVG, 16:9', run: save('svg', '16:9') },
    ...THEMES.map(({ theme: one, label }) => ({
      group: 'Colours of pictures',
      label,
      checked: one === theme,
      run: () => setTheme(one),
    })),
    {
      group: 'Numbers',
      label: 'CSV of this chart',
      run: act(({ saveNumbers }, chart) => saveNumbers(chart)),
    },
  ]
  return (
    <span ref={setRoot} className="chart__menu">
      <Menu
        label={`${title}: save or copy`}
        title="Save or copy this chart"
        icon="more"
        iconOnly
        items={items}
        className="popover--end"
      />
    </span>
  )
})
