import { presets } from '../../experiment/presets'
import { usePlayground } from '../../state/store'

/** Experiments to start from; each is an ordinary link. */
export function Presets() {
  const { openLink } = usePlayground((state) => state.actions)
  return (
    <section className="panel" aria-labelledby="presets-title">
      <header className="panel__head">
        <h2 id="presets-title">Try</h2>
      </header>
      <ul className="presets">
        {presets.map((preset) => (
          <li key={preset.id}>
            <button type="button" className="preset" onClick={() => openLink(preset.link)}>
              <strong>{preset.title}</strong>
              <span>{preset.lookAt}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
