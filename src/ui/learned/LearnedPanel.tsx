export function LearnedPanel() {
  return <section className="panel" />
}
