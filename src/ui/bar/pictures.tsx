/** Small pictures of what can be chosen, drawn from what the specs say. Decoration: the words count. */
import type { ReactNode } from 'react'
import type { DatasetSpec } from '../../spec/dataset'
import { defaultValues } from '../../spec/hyperparameter'
import type { ParameterTensor } from '../../spec/model'

function Picture({ children }: { readonly children: ReactNode }) {
  return (
    <svg viewBox="0 0 48 36" width="48" height="36" aria-hidden="true" className="choicePicture">
      {children}
    </svg>
  )
}

type Described = Pick<DatasetSpec, 'kind' | 'origin' | 'shape' | 'options'>

/** Points on arms, a digit, coloured tiles or a folder. */
export function DataPicture({ spec }: { readonly spec: Described }) {
  if (spec.origin === 'user')
    return (
      <Picture>
        <path d="M8 10h11l4 4h17v15H8z" fill="none" stroke="currentColor" strokeWidth="2" />
      </Picture>
    )
  if (spec.kind === 'points') return <Arms />
  const { channels } = spec.shape(defaultValues(spec.options)).input
  return channels === 1 ? <Digit /> : <Tiles />
}

function Arms() {
  const arms = [0, 1, 2].flatMap((arm) =>
    Array.from({ length: 9 }, (_, i) => {
      const angle = (arm * 2 * Math.PI) / 3 + i * 0.45
      return { arm, x: 24 + 1.8 * i * Math.cos(angle), y: 18 + 1.8 * i * Math.sin(angle) }
    }),
  )
  return (
    <Picture>
      {arms.map(({ arm, x, y }, i) => (
        <circle key={i} cx={x} cy={y} r="1.7" fill={`var(--run-${arm})`} />
      ))}
    </Picture>
  )
}

const Digit = () => (
  <Picture>
    <rect x="8" y="2" width="32" height="32" fill="#101418" />
    <path
      d="M16 10h15L22 28"
      fill="none"
      stroke="#fff"
      strokeWidth="3.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </Picture>
)

const Tiles = () => (
  <Picture>
    {Array.from({ length: 12 }, (_, i) => (
      <rect
        key={i}
        x={4 + 10 * (i % 4)}
        y={3 + 10 * Math.floor(i / 4)}
        width="9"
        height="9"
        fill={`var(--run-${(5 * i + 2) % 7})`}
        opacity={0.45 + 0.15 * (i % 4)}
      />
    ))}
  </Picture>
)

/** Columns of units for dense layers, stacked planes for convolutions. */
export function ModelPicture({ tensors }: { readonly tensors: readonly ParameterTensor[] }) {
  const kernels = tensors.filter(({ shape }) => shape.length > 1)
  const shown = kernels.length > 4 ? [...kernels.slice(0, 3), kernels.at(-1)!] : kernels
  const layers = [{ isDense: true, units: 5 }].concat(
    shown.map(({ shape }) => ({
      isDense: shape.length === 2,
      units: Math.min(5, Math.max(2, Math.round(Math.log2(shape.at(-1)!) - 1))),
    })),
  )
  const apart = 40 / Math.max(1, layers.length - 1)
  return (
    <Picture>
      {layers.map(({ isDense, units }, i) =>
        Array.from({ length: isDense ? units : 3 }, (_, j) =>
          isDense ? (
            <circle
              key={`${i} ${j}`}
              cx={4 + apart * i}
              cy={18 + 6.4 * (j - (units - 1) / 2)}
              r="2.3"
              fill="currentColor"
            />
          ) : (
            <rect
              key={`${i} ${j}`}
              x={4 + apart * i - 6 + 2.4 * j}
              y={8 + 2.4 * j}
              width="9"
              height="15"
              fill="var(--surface)"
              stroke="currentColor"
              strokeWidth="1.4"
            />
          ),
        ),
      )}
    </Picture>
  )
}

/** As many squares as fit the size: few, some, many. */
export function BatchPicture({ size }: { readonly size: number }) {
  const side = size < 50 ? 2 : size < 500 ? 4 : 7
  const step = 32 / side
  return (
    <Picture>
      {Array.from({ length: side * side }, (_, i) => (
        <rect
          key={i}
          x={8 + step * (i % side)}
          y={2 + step * Math.floor(i / side)}
          width={step - 1.4}
          height={step - 1.4}
          fill="currentColor"
        />
      ))}
    </Picture>
  )
}
