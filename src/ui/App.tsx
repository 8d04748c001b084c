import { usePlayground } from '../state/store'
import { ChartsPanel } from './chartPanels/ChartsPanel'
import { Explanation } from './panels/Explanation'
import { ExperimentPanel } from './panels/ExperimentPanel'
import { Notices } from './panels/Notices'
import { PendingBar } from './panels/PendingBar'
import { Presets } from './panels/Presets'
import { RunCards } from './runs/RunCards'
import { StatusLine } from './toolbar/StatusLine'
import { Toolbar } from './toolbar/Toolbar'
import './styles/theme.css'
import './styles/layout.css'
import './styles/controls.css'
import './styles/toolbar.css'
import './styles/cards.css'
import './styles/panels.css'

/** The whole page. Menus and dialogs render where their buttons are, inside `main`. */
export function App() {
  const embed = usePlayground((state) => state.experiment.embed)
  const name = usePlayground((state) => state.experiment.name)
  return (
    <main className={embed ? 'page page--embed' : 'page'}>
      {embed ? (
        <h1 className="visually-hidden">{name || 'ALI-G Playground'}</h1>
      ) : (
        <header className="masthead">
          <h1>ALI-G Playground</h1>
          <p>{name || 'Watch an optimizer choose its own learning rate, beside SGD and Adam.'}</p>
        </header>
      )}
      <Toolbar />
      <StatusLine />
      <Notices />
      <PendingBar />
      <div className="work">
        <ChartsPanel />
        {!embed && (
          <>
            <RunCards />
            <aside className="side">
              <ExperimentPanel />
              <Presets />
            </aside>
          </>
        )}
      </div>
      {!embed && <Explanation />}
    </main>
  )
}
