import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import type { OptimizerSpec } from '../../spec/optimizer'
import { nextOption, type RuleGroup } from './ruleGroups'

export interface RuleListProps {
  readonly groups: readonly RuleGroup[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
  /** By Enter or a double click. */
  readonly onAdd: (id: string) => void
}

/** All optimizers under their headings. Arrows, ends and first letters move; Enter adds. */
export function RuleList({ groups, chosen, onChoose, onAdd }: RuleListProps) {
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const all = groups.flatMap(({ specs }) => specs)
  const isMoved = useRef(false)
  useEffect(() => {
    if (!isMoved.current) return
    isMoved.current = false
    list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus()
  }, [chosen])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      return onAdd(chosen)
    }
    const at = all.findIndex((spec) => spec.id === chosen)
    const next = nextOption(
      event.key,
      at,
      all.map(({ label }) => label),
    )
    if (next === undefined) return
    event.preventDefault()
    isMoved.current = true
    onChoose(all[next]!.id)
  }

  return (
    <div ref={list} className="ruleList" role="listbox" aria-label="Optimizers" onKeyDown={press}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-labelledby={`${id}${group.id}`}>
          <p id={`${id}${group.id}`} className="ruleList__heading" role="presentation">
            {group.title}
          </p>
          {group.specs.map((spec) => (
            <Option
              key={spec.id}
              spec={spec}
              isChosen={spec.id === chosen}
              onChoose={() => onChoose(spec.id)}
              onAdd={() => onAdd(spec.id)}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

interface OptionProps {
  readonly spec: OptimizerSpec
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onAdd: () => void
}

function Option({ spec, isChosen, onChoose, onAdd }: OptionProps) {
  const id = useId()
  return (
    <div
      role="option"
      aria-selected={isChosen}
      aria-labelledby={`${id}l`}
      aria-describedby={`${id}s`}
      tabIndex={isChosen ? 0 : -1}
      data-first={isChosen || undefined}
      className="ruleList__option"
      onClick={onChoose}
      onDoubleClick={onAdd}
    >
      <span id={`${id}l`} className="ruleList__label">
        {spec.label}
      </span>
      <span id={`${id}s`}>{spec.summary}</span>
      {spec.reference && <small>{spec.reference.text}</small>}
    </div>
  )
}
