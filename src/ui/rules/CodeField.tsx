import { useRef, type RefObject } from 'react'
import { lineCount } from './codePlaces'

export interface CodeFieldProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly labelledBy: string
  readonly describedBy: string
  /** Numbers of lines with a mistake. */
  readonly wrongLines: ReadonlySet<number>
}

const FEWEST_ROWS = 10
const MOST_ROWS = 20

/** A text field with the numbers of its lines. Undo, selection and spelling are the browser's. */
export function CodeField(props: CodeFieldProps) {
  const { value, onChange, field, labelledBy, describedBy, wrongLines } = props
  const numbers = useRef<HTMLDivElement>(null)
  const count = lineCount(value)
  return (
    <div className="code">
      <div className="code__gutter" aria-hidden="true">
        <div ref={numbers}>
          {Array.from({ length: count }, (_, i) => (
            <span key={i} className={wrongLines.has(i + 1) ? 'code__wrong' : ''}>
              {i + 1}
            </span>
          ))}
        </div>
      </div>
      <textarea
        ref={field}
        className="code__field"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        aria-invalid={wrongLines.size > 0}
        rows={Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, count + 1))}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          const top = event.currentTarget.scrollTop
          if (numbers.current) numbers.current.style.transform = `translateY(${-top}px)`
        }}
      />
    </div>
  )
}
