import { useState, type CSSProperties } from 'react'
import { Swatch } from '../../charts/Swatch'
import { runLabels } from '../../experiment/labels'
import { optimizerSpec } from '../../optimizers/specs'
import { hyperparametersOf } from '../../spec/optimizer'
import { usePlayground } from '../../state/store'
import { useRunStyle } from '../chartPanels/runStyle'
import { OptionControl } from '../controls/OptionControl'
import { useExplain } from '../panels/ExplainSwitch'
import { RunButtons } from './RunButtons'
import { RunName } from './RunName'
import { RunValues } from './RunValues'

export interface RunCardProps {
  /** Index in the experiment. */
  readonly run: number
  readonly only: boolean
}

/** Hyperparameters of the first view, beside the one that sets the rate. */
const PROMINENT = ['momentum', 'nesterov']

export function RunCard({ run, only }: RunCardProps) {
  const [renaming, setRenaming] = useState(false)
  const status = usePlayground((state) => state.runs[run]!)
  const optimizer = usePlayground((state) => state.experiment.runs[run]!.optimizer)
  const label = usePlayground((state) => runLabels(state.experiment.runs)[run]!)
  const { setHyper, renameRun } = usePlayground((state) => state.actions)
  const explain = useExplain()
  const style = useRunStyle(status.id)
  const spec = optimizerSpec(optimizer)
  const options = hyperparametersOf(spec)
  const isProminent = (key: string) => key === spec.rateKey || PROMINENT.includes(key)
  const advanced = options.filter(({ key }) => !isProminent(key))
  const changed = advanced.filter((option) => status.current[option.key] !== option.default)
  const warning = spec.warning?.(status.current)

  const control = (option: (typeof options)[number]) => (
    <OptionControl
      key={option.key}
      option={option}
      value={status.current[option.key] ?? null}
      onChange={(value) => setHyper(run, option.key, value)}
      slider
      explain={explain}
    />
  )
  return (
    <section
      className={`card ${status.hidden ? 'card--hidden' : ''}`}
      aria-label={label}
      style={
        { '--slider-color': style.color, borderInlineStartColor: style.color } as CSSProperties
      }
    >
      <header className="card__head">
        <Swatch {...style} />
        <RunName
          label={label}
          renaming={renaming}
          onRename={(name) => {
            setRenaming(false)
            if (name !== null && name !== label) renameRun(run, name)
          }}
        />
        <RunButtons {...{ run, only }} hidden={status.hidden} onRename={() => setRenaming(true)} />
      </header>
      <RunValues id={status.id} accuracy={status.lastEvaluation?.accuracy} />
      {status.diverged && (
        <p className="card__diverged" role="alert">
          {status.diverged.sentence}
        </p>
      )}
      {warning && <p className="card__warning">{warning}</p>}
      {options.filter(({ key }) => isProminent(key)).map((option) => control(option))}
      <details className="card__more">
        <summary>
          More
          {changed.length > 0 && <span> · changed: {changed.map((o) => o.key).join(', ')}</span>}
        </summary>
        {advanced.map((option) => control(option))}
        <p className="card__formula">
          <code>{spec.formula}</code>
        </p>
        <p className="field__help">{spec.premise}</p>
      </details>
    </section>
  )
}
