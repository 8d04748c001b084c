import { useRef } from 'react'

export interface FileButtonProps {
  readonly label: string
  readonly hint: string
  readonly onFile: (file: File) => void
}

/** A button that lets a person choose an exported file. */
export function FileButton({ label, hint, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className="button" title={hint} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,.csv,application/json,text/csv"
        aria-label={`${label}: choose`}
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? []
          // The same file may be chosen again.
          target.value = ''
          if (file) onFile(file)
        }}
      />
    </>
  )
}
