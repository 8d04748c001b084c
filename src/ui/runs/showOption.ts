/** Brings the control of an option in a card into sight and gives it the focus. */
export function showOption(card: Element | null | undefined, key: string): void {
  const labels = [...(card?.querySelectorAll<HTMLLabelElement>('.field__label') ?? [])]
  const label = labels.find(({ textContent }) => textContent === key)
  const field = label?.closest('.field')
  field?.closest('details')?.setAttribute('open', '')
  const control = field?.querySelector<HTMLElement>('.slider') ?? label?.control
  control?.scrollIntoView({ block: 'nearest' })
  control?.focus({ preventScroll: true })
}
