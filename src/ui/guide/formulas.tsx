/** Formulas set in type: MathML, which browsers draw and screen readers read. */
import type { ReactNode } from 'react'

const NormSq = () => (
  <msup>
    <mrow>
      <mo stretchy="false">‖</mo>
      <mi>g</mi>
      <mo stretchy="false">‖</mo>
    </mrow>
    <mn>2</mn>
  </msup>
)

function Formula({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="formula">
      <math display="block" aria-label={words}>
        <mrow>{children}</mrow>
      </math>
    </div>
  )
}

/** The loss over the squared length of the gradient, cut to maxLr. */
export const AligStep = () => (
  <Formula words="gamma is the smaller of loss divided by the sum of squared length of g and eps, and maxLr">
    <mi>γ</mi>
    <mo>=</mo>
    <mi>min</mi>
    <mrow>
      <mo>(</mo>
      <mfrac>
        <mi>ℓ</mi>
        <mrow>
          <NormSq />
          <mo>+</mo>
          <mtext>eps</mtext>
        </mrow>
      </mfrac>
      <mo>,</mo>
      <mspace width="0.3em" />
      <mtext>maxLr</mtext>
      <mo>)</mo>
    </mrow>
  </Formula>
)

export const AligUpdate = () => (
  <Formula words="w becomes w minus gamma times g">
    <mi>w</mi>
    <mo>←</mo>
    <mi>w</mi>
    <mo>−</mo>
    <mi>γ</mi>
    <mi>g</mi>
  </Formula>
)

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

export const SgdUpdate = () => (
  <Formula words="b becomes momentum times b plus g; w becomes w minus lr times b">
    <mi>b</mi>
    <mo>←</mo>
    <mtext>momentum</mtext>
    <mspace width="0.25em" />
    <mi>b</mi>
    <mo>+</mo>
    <mi>g</mi>
    <mo>,</mo>
    <mspace width="0.9em" />
    <mi>w</mi>
    <mo>←</mo>
    <mi>w</mi>
    <mo>−</mo>
    <mtext>lr</mtext>
    <mspace width="0.25em" />
    <mi>b</mi>
  </Formula>
)

const Hat = ({ of }: { readonly of: string }) => (
  <mover>
    <mi>{of}</mi>
    <mo stretchy="false">^</mo>
  </mover>
)

/** With m and v the running means of g and of its square, the hats for the bias correction. */
export const AdamUpdate = () => (
  <Formula words="w becomes w minus lr times m hat, divided by the root of v hat plus eps, for each weight by itself">
    <mi>w</mi>
    <mo>←</mo>
    <mi>w</mi>
    <mo>−</mo>
    <mtext>lr</mtext>
    <mspace width="0.25em" />
    <mfrac>
      <Hat of="m" />
      <mrow>
        <msqrt>
          <Hat of="v" />
        </msqrt>
        <mo>+</mo>
        <mtext>eps</mtext>
      </mrow>
    </mfrac>
  </Formula>
)
