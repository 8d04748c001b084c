import {
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { groupBy } from '../../charts/groupBy'
import { Icon, type IconName } from '../icons'
import { arrowTarget } from '../keyboard/arrowTarget'
import { useDismiss } from '../useDismiss'

export interface MenuItem {
  readonly label: string
  readonly hint?: string
  /** Heading of the items that follow each other with the same one. */
  readonly group?: string
  readonly run: () => void
  readonly disabled?: boolean
  /** One choice of several, of which one is in force. */
  readonly checked?: boolean
}

export interface MenuProps {
  readonly label: string
  readonly icon: IconName
  readonly items: readonly MenuItem[]
  readonly className?: string
  /** Shows the icon alone. */
  readonly iconOnly?: boolean
  /** Tooltip of the button. */
  readonly title?: string
}

const ITEMS = '[role^=menuitem]'

/** A button that opens a menu; arrows move in it, Escape closes it and returns the focus. */
export function Menu(props: MenuProps) {
  const { label, icon, items, className = '', iconOnly = false, title } = props
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const close = useCallback((refocus: boolean) => {
    setOpen(false)
    if (refocus) button.current?.focus()
  }, [])
  useDismiss(root, open, close)

  const entries = () => [...(list.current?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]
  useEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>(ITEMS)?.focus()
  }, [open])

  const press = (event: KeyboardEvent) => {
    const all = entries()
    const at = all.indexOf(document.activeElement as HTMLElement)
    const target = arrowTarget(event.key, at, all.length, 'column')
    if (event.key === 'Tab') setOpen(false)
    if (target === undefined) return
    event.preventDefault()
    all[target]?.focus()
  }

  return (
    <div ref={root} className={`popover ${className}`}>
      <button
        ref={button}
        type="button"
        className={`button ${iconOnly ? 'button--only' : ''}`}
        aria-label={iconOnly ? label : undefined}
        title={title}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        <Icon name={icon} />
        {!iconOnly && label}
      </button>
      {open && (
        <div ref={list} role="menu" aria-label={label} className="menu" onKeyDown={press}>
          {grouped(items).map(({ group, members }, i) => (
            <MenuGroup key={group ?? i} group={group}>
              {members.map((item) => (
                <Item
                  key={item.label}
                  item={item}
                  isFirst={item === items[0]}
                  onChoose={() => close(true)}
                />
              ))}
            </MenuGroup>
          ))}
        </div>
      )}
    </div>
  )
}

interface Group {
  readonly group: string | undefined
  readonly members: readonly MenuItem[]
}

/** Items in their order, those of one heading together. */
function grouped(items: readonly MenuItem[]): Group[] {
  return [...groupBy(items, ({ group }) => group ?? '')].map(([group, members]) => ({
    group: group === '' ? undefined : group,
    members,
  }))
}

function MenuGroup({ group, children }: { group: string | undefined; children: ReactNode }) {
  const id = useId()
  if (group === undefined) return children
  return (
    <div role="group" aria-labelledby={id} className="menu__group">
      <p id={id} className="menu__heading">
        {group}
      </p>
      {children}
    </div>
  )
}

interface ItemProps {
  readonly item: MenuItem
  /** Takes the focus by Tab, so that a long menu can be scrolled by keys. */
  readonly isFirst: boolean
  readonly onChoose: () => void
}

function Item({ item, isFirst, onChoose }: ItemProps) {
  return (
    <button
      type="button"
      role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={item.checked}
      tabIndex={isFirst ? 0 : -1}
      className="menu__item"
      aria-label={item.label}
      aria-description={item.hint}
      aria-disabled={item.disabled}
      onClick={() => {
        if (item.disabled) return
        onChoose()
        item.run()
      }}
    >
      <span>
        {item.label}
        {item.checked && <Icon name="check" />}
      </span>
      {item.hint && <small>{item.hint}</small>}
    </button>
  )
}
