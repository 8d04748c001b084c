import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import { ChartsPanel } from '../chartPanels/ChartsPanel'
import type { HintsState } from '../hints/useHints'
import { NoteStrip } from '../notes/NoteStrip'
import { UndoOffer } from '../panels/UndoOffer'
import { Regions } from '../regions/Regions'
import { RuleDialogs } from '../rules/RuleDialogs'
import { Progress, StatusLine } from '../toolbar/StatusLine'
import { Toolbar } from '../toolbar/Toolbar'
import { FullPageLink } from './FullPageLink'
import { RateControl } from './RateControl'
import { UserDataBar } from '../userData/UserDataBar'

const NO_HINTS: HintsState = { shown: false, dismiss: () => {}, show: () => {} }

/** Charts and Train only, for the page of somebody else. */
export function Embedded({ name }: { readonly name: string }) {
  return (
    <main className="page page--embed">
      <h1 className="visually-hidden">{name || 'ALI-G Playground'}</h1>
      <div className="topbar">
        <Toolbar />
        <FullPageLink />
        <div className="bar">
          <StatusLine />
        </div>
        <Progress />
      </div>
      <NoteStrip hints={NO_HINTS} />
      <UserDataBar />
      <RateSlider />
      <Regions />
      <ChartsPanel />
      <UndoOffer />
      <RuleDialogs />
    </main>
  )
}

/** Where the link asks for it. */
function RateSlider() {
  const isAsked = usePlayground(({ experiment }) => viewValue(experiment.view, 'slider') === 'on')
  return isAsked && <RateControl />
}
