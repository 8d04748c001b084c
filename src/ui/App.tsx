// Before the components, whose own styles say what is different there.
import './styles/theme.css'
import './styles/layout.css'
import './styles/controls.css'
import './styles/toolbar.css'
import './styles/cards.css'
import './styles/panels.css'
import './styles/compare.css'
import './styles/guide.css'
import './styles/media.css'
import { Suspense } from 'react'
import { viewValue } from '../experiment/viewKeys'
import { usePlayground } from '../state/store/store'
import { ExperimentBar } from './bar/ExperimentBar'
import { ChartsPanel } from './chartPanels/ChartsPanel'
import { Embedded } from './embed/Embedded'
import { fetched } from './fetched'
import { guideMoment } from './guide/guideMoment'
import { useHints } from './hints/useHints'
import { Lecture } from './lecture/Lecture'
import { isLecture } from './lecture/lectureMode'
import { Later } from './Later'
import { HelpDialog } from './keyboard/HelpDialog'
import { useShortcuts } from './keyboard/useShortcuts'
import { NoteStrip } from './notes/NoteStrip'
import { UserDataBar } from './userData/UserDataBar'
import { PendingBar } from './panels/PendingBar'
import { StopOffer } from './panels/StopOffer'
import { UndoOffer } from './panels/UndoOffer'
import { Regions } from './regions/Regions'
import { RuleDialogs } from './rules/RuleDialogs'
import { RunCards } from './runs/RunCards'
import { PageMenu } from './toolbar/PageMenu'
import { FileReadingBar } from './saved/FileReadingBar'
import { PanelTabs } from './tabs/PanelTabs'
import { Progress, StatusLine } from './toolbar/StatusLine'
import { Toolbar } from './toolbar/Toolbar'
import { Tour } from './tour/Tour'
import { useOpening } from './useOpening'
import { useTopbarHeight } from './useTopbarHeight'
import { useWide } from './useWide'

/** Long, and below everything else. */
const Guide = fetched(async () => {
  const { Guide, readEveryRule } = await import('./guide/Guide')
  await readEveryRule()
  return Guide
})

/** What the page is about, for somebody who has never heard of it. The same as in index.html. */
const IDEA =
  'ALI-G: Adaptive Learning-rates for Interpolation with Gradients. It takes each step from the loss; you choose only the longest one.'

/** The whole page. Menus and dialogs render where their buttons are, inside `main`. */
export function App() {
  const embed = usePlayground((state) => state.experiment.embed)
  const name = usePlayground((state) => state.experiment.name)
  const isInLecture = usePlayground(({ experiment }) => isLecture(experiment.view))
  const help = useOpening()
  const hints = useHints()
  const topbar = useTopbarHeight<HTMLDivElement>()
  useShortcuts(help.open)
  if (embed) return <Embedded name={name} />
  return (
    <>
      <main className="page" hidden={isInLecture}>
        <header className="masthead">
          <h1>ALI-G Playground</h1>
          <p>{name || IDEA}</p>
        </header>
        <div ref={topbar} className="topbar">
          <Toolbar />
          <PageMenu onHelp={help.open} />
          <div className="bar">
            <ExperimentBar />
            <StatusLine />
          </div>
          <Progress />
          <PendingBar />
        </div>
        <NoteStrip hints={hints} />
        <FileReadingBar />
        <UserDataBar />
        <StopOffer />
        <Work isInLecture={isInLecture} />
        <Later after={guideMoment}>
          <Suspense>
            <Guide />
          </Suspense>
        </Later>
        {!isInLecture && <UndoOffer />}
        <RuleDialogs />
        {help.opening !== undefined && (
          <HelpDialog key={help.opening} onClose={help.close} onHints={hints.show} />
        )}
      </main>
      {isInLecture && <Lecture />}
    </>
  )
}

/** On a phone, where the first charts fill the screen. */
const cardsBelow = (
  <Later>
    <RunCards />
  </Later>
)

/** Charts beside the runs, or around them on a phone; below them what is looked at less often. */
function Work({ isInLecture }: { readonly isInLecture: boolean }) {
  const hasColumns = useWide()
  const isBeside = usePlayground(
    ({ experiment }) => viewValue(experiment.view, 'tabs') === 'beside' && hasColumns,
  )
  const panels = (
    <Later>
      <PanelTabs />
    </Later>
  )
  return (
    <div className="work">
      <div className="bench">
        {hasColumns && (
          <div className="runsColumn">
            <Tour isInColumn />
            <RunCards />
          </div>
        )}
        {!hasColumns && <Tour isInColumn={false} />}
        <div className="stage">
          <Regions />
          {!isInLecture && <ChartsPanel {...(hasColumns ? {} : { between: cardsBelow })} />}
          {isBeside && panels}
        </div>
      </div>
      {!isBeside && panels}
    </div>
  )
}
