import { useEffect, useMemo, useRef } from 'react'
import { formatCount, formatValue } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import { useSize } from '../../charts/useSize'
import { dataShape } from '../../data/specs'
import { viewValue } from '../../experiment/viewKeys'
import { modelSpec } from '../../models/specs'
import { optimizerWord } from '../../optimizers/ownRules/words'
import { type LayerStrip, NORM_KINDS, type NormKind } from '../../state/instruments/layerStrip'
import { configsInForce, trainedSettings } from '../../state/experiment/runList'
import { usePlayground } from '../../state/store/store'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { type ShownRun, useShownData } from '../examples/useShownData'
import { download } from '../saveFile'
import { layersCsv } from './layersCsv'
import { columnsIn, shadesOf, stripColumns } from './stripColumns'

const KIND_WORDS: Readonly<Record<NormKind, string>> = {
  gradient: 'gradient',
  move: 'move of the weights',
  weights: 'weights',
}

/** Pixels of a tensor in the strip. */
const ROW_HEIGHT = 20

function useTensors() {
  const data = usePlayground((state) => trainedSettings(state).data)
  const model = usePlayground((state) => trainedSettings(state).model)
  return useMemo(() => {
    const { input, classNames } = dataShape(data)
    return modelSpec(model.id).tensors(model.options, input, classNames.length)
  }, [data, model])
}

/** Norms of every tensor over the steps as a strip, and the latest ones as numbers. */
export function LayerStrips() {
  const version = useDrawnVersion()
  const strips = usePlayground(({ session }) => session.layers)
  const kind = usePlayground(({ experiment }) => viewValue(experiment.view, 'layers') ?? 'gradient')
  const { setView } = usePlayground((state) => state.actions)
  const { runs } = useShownData()
  const names = useTensors().map(({ name }) => name)
  const save = () => {
    const state = usePlayground.getState()
    const known = state.runs.flatMap(({ id }, run) => {
      const strip = strips.get(id)
      const optimizer = optimizerWord(configsInForce(state)[run]!.optimizer)
      return strip ? [{ run, optimizer, strip }] : []
    })
    download('alig-playground-layers.csv', 'text/csv', [layersCsv(known, names)])
  }
  if (strips.size === 0)
    return (
      <p className="panel__note">
        Waiting for steps: the first one, and then every tenth, is measured.
      </p>
    )
  return (
    <>
      <div className="layers__controls">
        <fieldset className="segmented">
          <legend className="visually-hidden">Norm that the strip shows</legend>
          {NORM_KINDS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="view.layers"
                checked={kind === one}
                onChange={() => setView('layers', one === 'gradient' ? null : one)}
              />
              <span>{KIND_WORDS[one]}</span>
            </label>
          ))}
        </fieldset>
        <button type="button" className="button button--small" onClick={save}>
          Layers (CSV)
        </button>
      </div>
      {runs.map((run) => {
        const strip = strips.get(run.id)
        return strip && <RunLayers key={run.id} {...{ run, strip, kind, names, version }} />
      })}
    </>
  )
}

interface RunLayersProps {
  readonly run: ShownRun
  readonly strip: LayerStrip
  readonly kind: NormKind
  readonly names: readonly string[]
  /** Of the numbers: the strip is the same object while it grows. */
  readonly version: number
}

function RunLayers({ run, strip, kind, names, version }: RunLayersProps) {
  const { label, style } = run
  return (
    <section className="layers__run" aria-label={`Layers of ${label}`}>
      <h4>
        <Swatch {...style} />
        {label}
        <span className="layers__until">
          to step {formatCount(strip.latestStep)}; dark is large, each shade on a log scale of four
          decades
        </span>
      </h4>
      <div className="layers__body">
        <Strip {...{ strip, kind, version }} color={style.color} label={label} />
        <table className="layers__table">
          <thead>
            <tr>
              <th scope="col">tensor</th>
              <th scope="col">‖g‖</th>
              <th scope="col">‖Δw‖</th>
              <th scope="col">‖Δw‖ / ‖w‖</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name, tensor) => {
              const [gradient, move, weights] = NORM_KINDS.map((one) =>
                strip.latest(one, tensor),
              ) as [number, number, number]
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{formatValue(gradient)}</td>
                  <td>{formatValue(move)}</td>
                  <td>{formatValue(weights > 0 ? move / weights : NaN)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Strip(
  props: Pick<RunLayersProps, 'strip' | 'kind' | 'version'> & {
    readonly color: string
    readonly label: string
  },
) {
  const { strip, kind, version, color, label } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const [box, { width }] = useSize<HTMLDivElement>()
  const { tensors } = strip
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || width < 1) return
    const columns = columnsIn(width, devicePixelRatio, strip.length)
    if (canvas.current.width !== columns) canvas.current.width = columns
    context.clearRect(0, 0, columns, tensors)
    context.fillStyle = getComputedStyle(canvas.current).color
    const rows = Array.from({ length: tensors }, (_, i) => stripColumns(strip, kind, i, columns))
    shadesOf(rows).forEach((shades, row) =>
      shades.forEach((shade, column) => {
        if (shade === 0) return
        context.globalAlpha = shade
        context.fillRect(column, row, 1, 1)
      }),
    )
  }, [strip, kind, version, width, tensors])
  return (
    <div ref={box} className="layers__strip">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Norm of the ${KIND_WORDS[kind]} in each of ${tensors} tensors of ${label}, step by step from left to right`}
        height={tensors}
        style={{ color, height: `${ROW_HEIGHT * tensors}px` }}
      />
    </div>
  )
}
