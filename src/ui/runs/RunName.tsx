import { useState } from 'react'

export interface RunNameProps {
  readonly label: string
  readonly renaming: boolean
  /** With the new name, or null where nothing shall change. */
  readonly onRename: (name: string | null) => void
}

/** The heading of a card, which turns into a field while it is renamed. */
export function RunName({ label, renaming, onRename }: RunNameProps) {
  if (!renaming) return <h3 className="card__name">{label}</h3>
  return <NameField label={label} onRename={onRename} />
}

function NameField({ label, onRename }: Omit<RunNameProps, 'renaming'>) {
  const [name, setName] = useState(label)
  return (
    <input
      className="number card__name"
      aria-label="Name"
      maxLength={80}
      autoFocus
      value={name}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setName(event.target.value)}
      onBlur={() => onRename(name)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onRename(name)
        if (event.key === 'Escape') onRename(null)
      }}
    />
  )
}
