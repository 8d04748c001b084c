import { ChartsPanel } from '../chartPanels/ChartsPanel'
import type { HintsState } from '../hints/useHints'
import { NoteStrip } from '../notes/NoteStrip'
import { UndoOffer } from '../panels/UndoOffer'
import { Regions } from '../regions/Regions'
import { Progress, StatusLine } from '../toolbar/StatusLine'
import { Toolbar } from '../toolbar/Toolbar'
import { UserDataBar } from '../userData/UserDataBar'

const NO_HINTS: HintsState = { shown: false, dismiss: () => {}, show: () => {} }

/** Charts and Train only, for the page of somebody else. */
export function Embedded({ name }: { readonly name: string }) {
  return (
    <main className="page page--embed">
      <h1 className="visually-hidden">{name || 'ALI-G Playground'}</h1>
      <div className="topbar">
        <Toolbar />
        <div className="bar">
          <StatusLine />
        </div>
        <Progress />
      </div>
      <NoteStrip hints={NO_HINTS} />
      <UserDataBar />
      <Regions />
      <ChartsPanel />
      <UndoOffer />
    </main>
  )
}
