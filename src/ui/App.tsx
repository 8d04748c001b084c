import { Suspense, useCallback, useState } from 'react'
import { usePlayground } from '../state/store/store'
import { ChartsPanel } from './chartPanels/ChartsPanel'
import { ComparePanel } from './compare/ComparePanel'
import { ExamplesPanel } from './examples/ExamplesPanel'
import { fetched } from './fetched'
import { Hints } from './hints/Hints'
import { useHints } from './hints/useHints'
import { HelpDialog } from './keyboard/HelpDialog'
import { useShortcuts } from './keyboard/useShortcuts'
import { PresetNote } from './panels/PresetNote'
import { UserDataBar } from './userData/UserDataBar'
import { ExperimentPanel } from './panels/ExperimentPanel'
import { Notices } from './panels/Notices'
import { PendingBar } from './panels/PendingBar'
import { StopOffer } from './panels/StopOffer'
import { UndoOffer } from './panels/UndoOffer'
import { Regions } from './regions/Regions'
import { RuleDialogs } from './rules/RuleDialogs'
import { RuleNotice } from './rules/RuleNotice'
import { RunCards } from './runs/RunCards'
import { PageMenu } from './toolbar/PageMenu'
import { ComparisonNote } from './saved/ComparisonNote'
import { FileReadingBar } from './saved/FileReadingBar'
import { SweepSection } from './sweep/SweepSection'
import { StatusLine } from './toolbar/StatusLine'
import { Toolbar } from './toolbar/Toolbar'
import { useLater } from './useLater'
import { useVeryWide, useWide } from './useWide'
import './styles/theme.css'
import './styles/layout.css'
import './styles/controls.css'
import './styles/toolbar.css'
import './styles/cards.css'
import './styles/panels.css'
import './styles/compare.css'
import './styles/guide.css'

/** Long, and below everything else. */
const Guide = fetched(async () => (await import('./guide/Guide')).Guide)

/** The whole page. Menus and dialogs render where their buttons are, inside `main`. */
export function App() {
  const embed = usePlayground((state) => state.experiment.embed)
  const name = usePlayground((state) => state.experiment.name)
  const [help, setHelp] = useState(false)
  const hints = useHints()
  useShortcuts(useCallback(() => setHelp(true), []))
  if (embed) return <Embedded name={name} />
  return (
    <main className="page">
      <div className="topbar">
        <header className="masthead">
          <h1>ALI-G Playground</h1>
          <p>{name || 'Watch an optimizer choose its own learning rate.'}</p>
        </header>
        <Toolbar />
        <PageMenu onHelp={() => setHelp(true)} />
        <PendingBar />
      </div>
      <StatusLine />
      {hints.shown && <Hints onDismiss={hints.dismiss} />}
      <Notices />
      <RuleNotice />
      <PresetNote />
      <ComparisonNote />
      <FileReadingBar />
      <UserDataBar />
      <StopOffer />
      <Work />
      <Suspense>
        <Guide />
      </Suspense>
      <UndoOffer />
      <RuleDialogs />
      <HelpDialog
        open={help}
        onClose={() => setHelp(false)}
        onHints={() => {
          setHelp(false)
          hints.show()
        }}
      />
    </main>
  )
}

/** Charts beside the runs, or around them on a phone; below them what is looked at less often. */
function Work() {
  const wide = useVeryWide()
  const hasColumns = useWide()
  // What stands below the charts is out of sight at first.
  const isLater = useLater()
  return (
    <div className="work">
      <div className="bench">
        <div className="stage">
          <Regions />
          {hasColumns ? <ChartsPanel /> : <ChartsPanel between={<RunCards />} />}
        </div>
        {hasColumns && (
          <div className="runsColumn">
            <RunCards />
          </div>
        )}
        {wide && <ExperimentPanel />}
      </div>
      {isLater && (
        <>
          <ComparePanel />
          <SweepSection />
          <ExamplesPanel />
          {!wide && <ExperimentPanel />}
        </>
      )}
    </div>
  )
}

/** Charts and Train only, for the page of somebody else. */
function Embedded({ name }: { readonly name: string }) {
  return (
    <main className="page page--embed">
      <h1 className="visually-hidden">{name || 'ALI-G Playground'}</h1>
      <Toolbar />
      <StatusLine />
      <Notices />
      <RuleNotice />
      <UserDataBar />
      <Regions />
      <ChartsPanel />
      <UndoOffer />
      <RuleDialogs />
    </main>
  )
}
