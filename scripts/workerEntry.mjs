/**
 * Keeps the entry of a worker apart from everything that other chunks import. WebKit evaluates
 * an entry a second time when another module of the worker imports it, and the second evaluation
 * replaces the message handler and whatever it holds. Where a chunk needs something of the
 * entry, that goes to a chunk of its own, which the entry imports like everyone else: a static
 * import, so that the message handler is there before the first message.
 * @returns {import('vite').Plugin}
 */
export function workerEntryApart() {
  return {
    name: 'worker-entry-apart',
    apply: 'build',
    // Vite sets it to false for workers, after what vite.config.ts says.
    options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
  }
}

/**
 * Fails the build of a worker in which a chunk imports the entry.
 * @returns {import('vite').Plugin}
 */
export function workerEntryCheck() {
  return {
    name: 'worker-entry-check',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
      for (const entry of chunks.filter(({ isEntry }) => isEntry)) {
        const importers = chunks
          .filter(({ imports, dynamicImports }) =>
            [...imports, ...dynamicImports].includes(entry.fileName),
          )
          .map(({ fileName }) => fileName)
        if (importers.length > 0)
          this.error(
            `The worker's entry ${entry.fileName} is imported by ${importers.join(', ')}: ` +
              'WebKit would evaluate it twice, and the worker would lose what it holds.',
          )
      }
    },
  }
}
