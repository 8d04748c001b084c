import { createElement, type ReactNode } from 'react'
import type { MathElement } from '../../rules/mathml'

/** MathML as elements of React. */
export function mathTree({ tag, attributes, children }: MathElement, key = 0): ReactNode {
  return createElement(
    tag,
    { ...attributes, key },
    ...children.map((child, i) => (typeof child === 'string' ? child : mathTree(child, i))),
  )
}
