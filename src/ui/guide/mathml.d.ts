import type { HTMLAttributes } from 'react'

interface MathAttributes extends HTMLAttributes<MathMLElement> {
  readonly display?: 'block' | 'inline'
  readonly alttext?: string
  readonly displaystyle?: 'true' | 'false'
  readonly stretchy?: 'true' | 'false'
  readonly width?: string
  readonly lspace?: string
  readonly rspace?: string
}

/** The MathML that is written in JSX; React knows the elements, its types do not. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      math: MathAttributes
      mfrac: MathAttributes
      mi: MathAttributes
      mn: MathAttributes
      mo: MathAttributes
      mover: MathAttributes
      mrow: MathAttributes
      mspace: MathAttributes
      msqrt: MathAttributes
      msub: MathAttributes
      msup: MathAttributes
      mtext: MathAttributes
    }
  }
}
