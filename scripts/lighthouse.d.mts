export interface Audit {
  /** 0 to 100 by category. */
  readonly scores: Readonly<Record<string, number>>
  /** What lost points, in words. */
  readonly problems: readonly string[]
  /** Milliseconds, but for `cumulative-layout-shift`. */
  readonly figures: Readonly<Record<string, number>>
}

export function audit(
  url: string,
  options: {
    readonly categories: readonly ('accessibility' | 'best-practices' | 'performance' | 'seo')[]
    readonly device: 'mobile' | 'desktop'
  },
): Promise<Audit>
