import type { InstrumentId } from '../../spec/instruments'
import { instrumentsOf, instrumentsText } from '../../state/instruments/instruments'
import { usePlayground } from '../../state/store/store'
import { INSTRUMENT_WORDS } from './instrumentWords'

/** Puts an instrument on, and says what it costs. Kept in the link. */
export function InstrumentSwitch({ id }: { readonly id: InstrumentId }) {
  const isOn = useIsOn(id)
  const { setView } = usePlayground((state) => state.actions)
  const { label, cost } = INSTRUMENT_WORDS[id]
  return (
    <label className="check check--small instrument">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => {
          const on = instrumentsOf(usePlayground.getState().experiment)
          setView('instruments', instrumentsText(on, id, target.checked))
        }}
      />
      <span>
        {label}
        <span className="instrument__cost"> {cost}</span>
      </span>
    </label>
  )
}

export const useIsOn = (id: InstrumentId): boolean =>
  usePlayground(({ experiment }) => instrumentsOf(experiment).includes(id))
