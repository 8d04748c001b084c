import { Suspense, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { trainedSettings } from '../../state/experiment/runList'
import { isSweepOpen, stripOf, SWEEP_KEY, usualOptimizers } from '../../state/sweep/sweepOptimizers'
import { usePlayground } from '../../state/store/store'
import { fetched } from '../fetched'
import { arrowTarget } from '../keyboard/arrowTarget'
import { shownTab, tabsFor, tabText, type TabId } from './shownTab'
import './tabs.css'

/** Each is fetched when it is first looked at, and asks nothing of the worker while it is not. */
const BODIES = {
  compare: fetched(async () => (await import('../compare/ComparePanel')).ComparePanel),
  why: fetched(async () => (await import('../why/WhyPanel')).WhyPanel),
  instruments: fetched(
    async () => (await import('../instruments/InstrumentsPanel')).InstrumentsPanel,
  ),
  tuning: fetched(async () => (await import('../sweep/SweepSection')).SweepSection),
  draw: fetched(async () => (await import('../examples/DrawPanel')).DrawPanel),
  learned: fetched(async () => (await import('../learned/LearnedPanel')).LearnedPanel),
  examples: fetched(async () => (await import('../examples/ExamplesPanel')).ExamplesPanel),
} as const satisfies Record<TabId, unknown>

const tabId = (id: TabId) => `tab-${id}`
const panelId = (id: TabId) => `panel-${id}`

/** What is looked at less often than the charts, one panel at a time. */
export function PanelTabs() {
  const data = usePlayground((state) => trainedSettings(state).data)
  const tabs = useMemo(() => tabsFor(data), [data])
  const shown = usePlayground(({ experiment }) =>
    shownTab(
      experiment,
      tabs.map(({ id }) => id),
    ),
  )
  const isSweeping = usePlayground(({ experiment }) => isSweepOpen(experiment))
  const { setView } = usePlayground((state) => state.actions)
  const list = useRef<HTMLDivElement>(null)
  // What trains goes on while another tab is looked at.
  const [hasSwept, setHasSwept] = useState(false)
  if (shown === 'tuning' && !hasSwept) setHasSwept(true)

  const choose = (id: TabId) => {
    const { experiment } = usePlayground.getState()
    // First, as it decides what goes without saying.
    if (id === 'tuning' && !isSweepOpen(experiment)) {
      setView(SWEEP_KEY, stripOf(usualOptimizers(experiment), experiment))
    }
    setView('tab', tabText(usePlayground.getState().experiment, id))
  }
  const press = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === shown)
    const target = arrowTarget(event.key, at, tabs.length, 'row')
    if (target === undefined) return
    event.preventDefault()
    choose(tabs[target]!.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[target]?.focus()
  }

  return (
    <div className="tabs">
      <div
        ref={list}
        className="tabs__list"
        role="tablist"
        aria-label="More about this experiment"
        onKeyDown={press}
      >
        {tabs.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(id)}
            className="tab"
            aria-selected={id === shown}
            aria-controls={id === shown ? panelId(id) : undefined}
            tabIndex={id === shown ? 0 : -1}
            onClick={() => choose(id)}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ id }) => {
        const Body = BODIES[id]
        const isKept = id === 'tuning' && hasSwept && isSweeping
        if (id !== shown && !isKept) return null
        return (
          <div
            key={id}
            role="tabpanel"
            id={panelId(id)}
            className="tabs__panel"
            aria-labelledby={tabId(id)}
            hidden={id !== shown}
          >
            <Suspense fallback={<p className="panel__note tabs__waiting">Loading…</p>}>
              <Body />
            </Suspense>
          </div>
        )
      })}
    </div>
  )
}
