/** Formulas set in type: MathML, which browsers draw and screen readers read. */
import type { ReactNode } from 'react'

function Formula({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="formula">
      <math display="block" aria-label={words}>
        <mrow>{children}</mrow>
      </math>
    </div>
  )
}

/** What the clipped step is the exact answer to. */
export const AligProximal = () => (
  <Formula words="the smallest over v of the squared distance of v from w, divided by two maxLr, plus the larger of zero and loss plus g times v minus w">
    <msub>
      <mi>min</mi>
      <mi>v</mi>
    </msub>
    <mspace width="0.3em" />
    <mfrac>
      <msup>
        <mrow>
          <mo stretchy="false">‖</mo>
          <mi>v</mi>
          <mo>−</mo>
          <mi>w</mi>
          <mo stretchy="false">‖</mo>
        </mrow>
        <mn>2</mn>
      </msup>
      <mrow>
        <mn>2</mn>
        <mtext> maxLr</mtext>
      </mrow>
    </mfrac>
    <mo>+</mo>
    <mi>max</mi>
    <mo stretchy="false">(</mo>
    <mi>ℓ</mi>
    <mo>+</mo>
    <mi>g</mi>
    <mo>·</mo>
    <mo stretchy="false">(</mo>
    <mi>v</mi>
    <mo>−</mo>
    <mi>w</mi>
    <mo stretchy="false">)</mo>
    <mo>,</mo>
    <mspace width="0.2em" />
    <mn>0</mn>
    <mo stretchy="false">)</mo>
  </Formula>
)
