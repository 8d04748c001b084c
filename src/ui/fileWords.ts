/** What a file of charts says beside its charts. */
export interface FileWords {
  readonly heading: string
  /** What is shown and how to get it again, in small. */
  readonly footer: string
}
