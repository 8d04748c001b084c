/** A rule's text as it was typed, with the numbers of its lines. */
export function RuleText({ text }: { readonly text: string }) {
  const lines = text.replaceAll(/^\n+|\n+$/g, '').split('\n')
  return (
    <pre className="ruleText" tabIndex={0} role="group" aria-label="Text of the rule">
      {lines.map((line, i) => (
        <code key={i} data-line={i + 1}>
          {line}
          {'\n'}
        </code>
      ))}
    </pre>
  )
}
