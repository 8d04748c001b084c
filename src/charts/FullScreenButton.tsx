import { memo } from 'react'

export interface FullScreenButtonProps {
  readonly isFull: boolean
  readonly onClick: () => void
}

const OUT = 'M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4'
const IN = 'M7.5 3.5v4h-4M16.5 7.5h-4v-4M12.5 16.5v-4h4M3.5 12.5h4v4'

export const FullScreenButton = memo(function FullScreenButton({
  isFull,
  onClick,
}: FullScreenButtonProps) {
  const name = isFull ? 'Leave full screen' : 'Full screen'
  return (
    <button
      type="button"
      className="chart__button"
      aria-label={name}
      title={name}
      onClick={onClick}
    >
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        <path d={isFull ? IN : OUT} fill="none" stroke="currentColor" strokeWidth="1.7" />
      </svg>
    </button>
  )
})
