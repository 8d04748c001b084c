/** Says which part of the charts is no longer exact. */
export function FoldedNote({ before }: { readonly before: number }) {
  if (before === 0) return null
  return (
    <p className="charts__note">
      Steps before {before.toLocaleString('en-US')} are kept as the smallest, largest and last value
      of groups of steps, here and in the exports.
    </p>
  )
}
