import { useState } from 'react'

export interface SureButtonProps {
  /** What it says before and after the first press. */
  readonly label: string
  readonly sureLabel: string
  readonly onSure: () => void
}

/** For what nothing brings back: it asks once more, and forgets that it has when it is left. */
export function SureButton({ label, sureLabel, onSure }: SureButtonProps) {
  const [isSure, setSure] = useState(false)
  return (
    <button
      type="button"
      className="button"
      onBlur={() => setSure(false)}
      onClick={() => {
        setSure(!isSure)
        if (isSure) onSure()
      }}
    >
      {isSure ? sureLabel : label}
    </button>
  )
}
