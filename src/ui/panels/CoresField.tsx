import type { NumberOption } from '../../spec/hyperparameter'
import { allCores, defaultCores, useCores } from '../../state/browser/cores'
import { applyCores } from '../../state/session/applyCores'
import { usePlayground } from '../../state/store/store'
import { OptionControl } from '../controls/OptionControl'
import type { FieldLayout } from '../controls/Field'
import { useExplain } from './ExplainSwitch'

const option: NumberOption = {
  kind: 'number',
  key: 'cores',
  default: defaultCores(allCores),
  min: 1,
  max: allCores,
  scale: 'linear',
  integer: true,
  help:
    `Cores that training may use, of ${allCores}: runs and tests are spread over them. ` +
    'Of all cores one is left to the page where drawing is slow, unless you choose a number. ' +
    'A setting of this browser; numbers and links are the same with any.',
}

const OTHER_BACKENDS = 'Only with WebAssembly and plain JavaScript: a graphics card does it all.'

/** A setting of the browser beside those of the experiment; none where there is nothing to choose. */
export function CoresField({ layout = 'stack' }: { readonly layout?: FieldLayout }) {
  const explain = useExplain()
  const count = useCores((state) => state.count)
  const backend = usePlayground((state) => state.session.backend?.name)
  if (allCores === 1) return null
  const isOther = backend === 'webgpu' || backend === 'webgl'
  return (
    <OptionControl
      {...{ option, explain, layout }}
      value={count}
      unused={isOther ? OTHER_BACKENDS : undefined}
      onChange={(value) => applyCores(Number(value))}
    />
  )
}
