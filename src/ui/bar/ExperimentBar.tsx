import { lazy, Suspense, useCallback, useId, useRef, useState } from 'react'
import { describedSettings } from '../../state/experiment/pending'
import { usePlayground } from '../../state/store/store'
import { useUserData } from '../../state/userData/userDataStore'
import { fetched } from '../fetched'
import { Icon } from '../icons'
import { Toolbox } from '../Toolbox'
import { useDismiss } from '../useDismiss'
import { barWords, SUBJECTS, type Subject } from './barWords'
import './bar.css'

const ChoiceBody = fetched(async () => (await import('./ChoiceBody')).ChoiceBody)
const SettingsDrawer = lazy(() => import('./SettingsDrawer'))

const TITLES: Readonly<Record<Subject, string>> = {
  data: 'What to learn from',
  model: 'The network that all runs train, each its own copy',
  batch: 'Examples for each step',
  seed: 'Decides weights, order and noise',
  backend: 'What computes',
}

/** What all runs share, in a word each, and the way to change it. Always in sight. */
export function ExperimentBar() {
  const [open, setOpen] = useState<Subject | 'all' | null>(null)
  // What was understood of files that have just been read is told in the form.
  const [newest] = useUserData((state) => state.held)
  const [told, setTold] = useState(newest)
  if (newest !== told) {
    setTold(newest)
    if (newest) setOpen('all')
  }
  return (
    <Toolbox label="Experiment settings" className="bar__choices">
      {SUBJECTS.map((subject) => (
        <Choice
          key={subject}
          subject={subject}
          isOpen={open === subject}
          onOpen={(isOpen) => setOpen((now) => (isOpen ? subject : now === subject ? null : now))}
        />
      ))}
      <AllSettings isOpen={open === 'all'} onOpen={(isOpen) => setOpen(isOpen ? 'all' : null)} />
    </Toolbox>
  )
}

interface OpenableProps {
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

function Choice({ subject, isOpen, onOpen }: OpenableProps & { readonly subject: Subject }) {
  const chosen = usePlayground((state) => state.session.backend?.name)
  const described = usePlayground(describedSettings)
  const wanted = usePlayground((state) => state.experiment)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = useCallback(
    (refocus: boolean) => {
      onOpen(false)
      if (refocus) button.current?.focus()
    },
    [onOpen],
  )
  useDismiss(root, isOpen, close)
  const words = barWords(subject, described, wanted, chosen)
  const reason = usePlayground((state) =>
    subject === 'backend' ? state.session.backend?.reason : undefined,
  )
  return (
    <div ref={root} className={`popover popover--choice popover--${subject}`}>
      <button
        ref={button}
        type="button"
        className={`button bar__choice ${words.wanted === null ? '' : 'bar__choice--pending'}`}
        title={reason ?? TITLES[subject]}
        aria-describedby={reason === undefined ? undefined : `${id}r`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
      >
        <span data-testid={subject === 'backend' && chosen ? 'backend' : undefined}>
          {withoutCount(words.now)}
          <span className="bar__count">{countOf(words.now)}</span>
        </span>
        {words.wanted !== null && (
          <span>
            <span aria-hidden="true"> → </span>
            <span className="visually-hidden">, not yet applied: </span>
            {words.wanted}
          </span>
        )}
      </button>
      {reason !== undefined && (
        <span id={`${id}r`} className="visually-hidden">
          {reason}
        </span>
      )}
      {isOpen && (
        <div role="dialog" aria-labelledby={id} className="menu choice">
          <h2 id={id} className="choice__title">
            {TITLES[subject]}
          </h2>
          <Suspense fallback={<p className="panel__note">Opening…</p>}>
            <ChoiceBody subject={subject} />
          </Suspense>
        </div>
      )}
    </div>
  )
}

/** The number in brackets is what a phone has no room for. */
const withoutCount = (label: string) => label.replace(/ \(.*$/, '')
const countOf = (label: string) => label.slice(withoutCount(label).length)

/** The whole form, beside the charts: what it changes can be seen while it is open. */
function AllSettings({ isOpen, onOpen }: OpenableProps) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button bar__choice bar__all"
        aria-expanded={isOpen}
        aria-controls="experiment"
        onClick={() => onOpen(!isOpen)}
      >
        <Icon name="settings" />
        <span>All settings</span>
      </button>
      {isOpen && (
        <Suspense>
          <SettingsDrawer
            onClose={() => {
              onOpen(false)
              button.current?.focus()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
