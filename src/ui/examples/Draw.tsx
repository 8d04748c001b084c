import { formatCount } from '../../charts/format'
import { useMemo, useRef, useState } from 'react'
import { usePlayground } from '../../state/store/store'
import type { NumberOption } from '../../spec/hyperparameter'
import { NumberField } from '../controls/NumberField'
import { type Drawing, toImage } from './digit'
import { DrawPad, type DrawPadHandle } from './DrawPad'
import { Guesses } from './Guesses'
import { Picture } from './Picture'
import { useQuery } from './useQueries'
import type { ShownData } from './useShownData'

const testImage = (testCount: number): NumberOption => ({
  kind: 'number',
  key: 'test image',
  default: 0,
  min: 0,
  max: testCount - 1,
  scale: 'linear',
  integer: true,
  help: 'Shows this image of the test set, counted from 0.',
})

type Shown =
  | { readonly kind: 'picture'; readonly pixels: Uint8Array }
  | { readonly kind: 'test'; readonly index: number }

/** Draw something, or take a test image by its number, and see what each run makes of it. */
export function Draw({ data }: { readonly data: ShownData }) {
  const { input, classNames, testCount } = data
  const canDraw = input.channels === 1
  const pad = useRef<DrawPadHandle>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  // Sets with dark digits on white paper want the drawing the same way round.
  const isBright = usePlayground(({ session: { statistics } }) => (statistics?.mean[0] ?? 0) > 0.5)
  useQuery(shown)
  const predictions = usePlayground(({ session }) =>
    shown ? session.examples.answers[shown.kind] : undefined,
  )
  const option = useMemo(() => testImage(testCount), [testCount])

  const take = (drawing: Drawing | null) => {
    const image = drawing && toImage(drawing, input.height, input.width)
    if (!image) return setShown(null)
    const pixels = isBright ? image.map((value) => 255 - value) : image
    setShown({ kind: 'picture', pixels })
  }
  const takeTest = (value: number | null) => setShown({ kind: 'test', index: value ?? 0 })
  const isAnswered =
    shown?.kind === 'picture' || (predictions && predictions.indices[0] === shown?.index)
  const pixels =
    shown?.kind === 'picture' ? shown.pixels : isAnswered ? predictions?.pixels : undefined
  return (
    <section className="examples__part" aria-labelledby="examples-draw">
      <h3 id="examples-draw">{canDraw ? 'Draw one yourself' : 'Look at one'}</h3>
      <div className="draw">
        {canDraw && (
          <div>
            <DrawPad ref={pad} onDrawing={take} />
            <p id="pad-help" className="panel__note">
              Draw with mouse, finger or pen; or move with the arrow keys, Space sets the pen down
              and up, Delete clears.
            </p>
          </div>
        )}
        <div className="draw__choice">
          {canDraw && (
            <button type="button" className="button" onClick={() => pad.current?.clear()}>
              Clear
            </button>
          )}
          <label htmlFor="examples-number">
            {canDraw ? 'or test image no.' : 'Test image no.'}
          </label>
          <NumberField
            id="examples-number"
            option={option}
            value={shown?.kind === 'test' ? shown.index : 0}
            describedBy="examples-number-help"
            onCommit={takeTest}
          />
          <button
            type="button"
            className="button"
            onClick={() => takeTest(shown?.kind === 'test' ? (shown.index + 1) % testCount : 0)}
          >
            Next test image
          </button>
          <span id="examples-number-help" className="visually-hidden">
            {option.help}
          </span>
          <p className="draw__seen" aria-live="polite">
            {pixels && <Picture pixels={pixels} input={input} />}
            {!shown && 'As the runs see it, it will stand here.'}
            {shown?.kind === 'picture' && 'As the runs see it.'}
            {shown?.kind === 'test' &&
              isAnswered &&
              predictions &&
              `Test image ${formatCount(shown.index)}: ${classNames[predictions.labels[0]!]}`}
          </p>
        </div>
        <Guesses predictions={isAnswered ? predictions : undefined} data={data} />
      </div>
    </section>
  )
}
