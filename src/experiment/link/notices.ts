const MAX_NOTICES = 20

/** Collects the sentences a person reads after opening a link, each once and not too many. */
export class Notices {
  readonly #sentences = new Set<string>()

  add(sentence: string): void {
    this.#sentences.add(sentence)
  }

  list(): string[] {
    const all = [...this.#sentences]
    if (all.length <= MAX_NOTICES) return all
    const more = all.length - MAX_NOTICES
    return [
      ...all.slice(0, MAX_NOTICES),
      `The link has ${more} more ${more === 1 ? 'mistake' : 'mistakes'} of this kind.`,
    ]
  }
}
