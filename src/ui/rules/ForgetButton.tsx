import { useState } from 'react'
import { forgetRule } from './keptRules'

/** Asks once more: nothing brings a rule back that no run has. */
export function ForgetButton({ id, label }: { readonly id: string; readonly label: string }) {
  const [isSure, setSure] = useState(false)
  return (
    <button
      type="button"
      className="button"
      onBlur={() => setSure(false)}
      onClick={() => {
        setSure(!isSure)
        if (isSure) forgetRule(id)
      }}
    >
      {isSure ? `Really forget ${label}` : `Forget ${label}`}
    </button>
  )
}
