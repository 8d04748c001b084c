import type { HTMLAttributes } from 'react'

interface MathAttributes extends HTMLAttributes<MathMLElement> {
  readonly display?: 'block' | 'inline'
  readonly alttext?: string
  readonly stretchy?: 'true' | 'false'
  readonly width?: string
  readonly lspace?: string
  readonly rspace?: string
}

type MathTag =
  | 'math'
  | 'mfrac'
  | 'mi'
  | 'mn'
  | 'mo'
  | 'mover'
  | 'mrow'
  | 'mspace'
  | 'msqrt'
  | 'msub'
  | 'msubsup'
  | 'msup'
  | 'mtext'

/** The MathML that the guide uses; React knows the elements, its types do not. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Record<MathTag, MathAttributes> {}
  }
}
