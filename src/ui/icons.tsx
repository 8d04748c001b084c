/** Icons as paths in a 20 x 20 box, drawn in the colour of the text. */
const PATHS = {
  play: 'M6.5 4.2v11.6a.6.6 0 0 0 .9.5l9-5.8a.6.6 0 0 0 0-1l-9-5.8a.6.6 0 0 0-.9.5z',
  pause: 'M6 4h2.8v12H6zM11.2 4H14v12h-2.8z',
  step: 'M5 4.4v11.2a.5.5 0 0 0 .8.4l7.2-5.6a.5.5 0 0 0 0-.8L5.8 4a.5.5 0 0 0-.8.4zM14 4h2v12h-2z',
} as const

const STROKES = {
  reset: 'M4.5 10a5.5 5.5 0 1 0 1.9-4.2M4.3 3.3v3.2h3.2',
  share:
    'M8.3 11.7a3 3 0 0 0 4.3 0l2.5-2.5a3 3 0 0 0-4.3-4.3l-1 1M11.7 8.3a3 3 0 0 0-4.3 0l-2.5 2.5a3 3 0 0 0 4.3 4.3l1-1',
  export: 'M10 3.5v8.5M6.5 8.7l3.5 3.5 3.5-3.5M4 15.8h12',
  rename: 'M12.8 4.2l3 3L7.5 15.5l-3.7.7.7-3.7z',
  duplicate: 'M7.5 7.5h8.7v8.7H7.5zM12.5 7.5V3.8H3.8v8.7h3.7',
  show: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM7.8 10a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0',
  hide: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM4 16L16 4',
  remove: 'M5 5l10 10M15 5L5 15',
  add: 'M10 4v12M4 10h12',
  more: 'M10 4.5v.1M10 10v.1M10 15.4v.1',
  up: 'M10 15.5V5M5.8 9.2L10 5l4.2 4.2',
  down: 'M10 4.5V15M5.8 10.8L10 15l4.2-4.2',
  open: 'M6 8l4 4 4-4',
  undo: 'M7.8 4.2L4.2 7.8l3.6 3.6M4.6 7.8h6.9a4 4 0 0 1 0 8H8',
  presets: 'M4 5.5h12M4 10h12M4 14.5h7',
  theme: 'M10 3.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M10 3.5v13M12.5 5v10M15 7v6',
  help: 'M7.4 7.6a2.6 2.6 0 1 1 3.9 2.3c-.9.5-1.3 1-1.3 2M10 14.9v.2',
  saved: 'M3.5 6.5v8.7h13V7.2h-6.2L8.6 5H3.5zM3.5 9.5h13',
  settings:
    'M4 6h6M14 6h2M4 14h2M10 14h6M10.2 6a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M6.2 14a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0',
  back: 'M12 5l-5 5 5 5',
  forward: 'M8 5l5 5-5 5',
  rule: 'M14.2 4.3c-2.3-1-3.9 0-4.2 2.2L8.6 14.6c-.3 1.7-1.6 2.3-3.3 1.6M6.3 9.3h6.6',
  check: 'M4.5 10.5l3.6 3.6 7.4-8',
} as const

export type IconName = keyof typeof PATHS | keyof typeof STROKES

export function Icon({ name }: { readonly name: IconName }) {
  const filled = name in PATHS
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path
        d={{ ...PATHS, ...STROKES }[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
