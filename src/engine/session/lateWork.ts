import type { LabelledImages } from '../../data/datasetLoader'

export interface LateSetup {
  /** Fetches the test examples. */
  readonly loadTests: () => Promise<LabelledImages>
  /** Computes what the page shows of the data, and tells it. */
  readonly tellHashes: () => Promise<void>
  /** The test examples did not come; whoever needs them asks again. */
  readonly onFailure: (error: unknown) => void
}

/** What training does without at first. It begins once the first step has been done. */
export class LateWork {
  private examples: LabelledImages | null = null
  private loading: Promise<void> | null = null
  private hashing: Promise<void> | null = null
  private hasBegun = false
  private listener: () => void = () => undefined

  constructor(private readonly setup: LateSetup) {}

  /** The test examples are here. */
  get hasTests(): boolean {
    return this.examples !== null
  }

  /** @throws where they are not here yet */
  get tests(): LabelledImages {
    if (!this.examples) throw new Error('The test examples have not been waited for.')
    return this.examples
  }

  /** Without effect from the second call on. */
  begin(): void {
    if (this.hasBegun) return
    this.hasBegun = true
    void this.hashed()
    this.fetchTests()
  }

  /** Asks for the test examples, unless they are here or on their way. */
  fetchTests(): void {
    if (!this.examples && !this.loading) this.testsHere().catch(this.setup.onFailure)
  }

  /** Resolves when the test examples are here; rejects where they do not come. */
  testsHere(): Promise<void> {
    this.loading ??= this.load().finally(() => (this.loading = null))
    return this.loading
  }

  /** Resolves when the page has been told the hashes. */
  hashed(): Promise<void> {
    // Training does not depend on them.
    this.hashing ??= this.setup.tellHashes().catch((error: unknown) => console.error(error))
    return this.hashing
  }

  /** @param listener called when the test examples come */
  onTests(listener: () => void): void {
    this.listener = listener
  }

  private async load(): Promise<void> {
    if (this.examples) return
    this.examples = await this.setup.loadTests()
    this.listener()
  }
}
