/** As much of CacheStorage as is used here, over maps. For tests. */
export type Files = Readonly<Record<string, readonly string[]>>

/** @param files addresses by the name of their cache; each file has as many bytes as its address */
export function memoryCaches(files: Files) {
  const all = new Map(Object.entries(files).map(([name, urls]) => [name, new Set(urls)]))
  const cacheOf = (urls: Set<string>) => ({
    match: async (request: string | { url: string }) => {
      const url = typeof request === 'string' ? request : request.url
      return urls.has(url) ? new Response(url) : undefined
    },
    keys: async () => [...urls].map((url) => ({ url })),
    delete: async ({ url }: { url: string }) => urls.delete(url),
  })
  const caches = {
    keys: async () => [...all.keys()],
    open: async (name: string) => cacheOf(all.get(name)!),
    delete: async (name: string) => all.delete(name),
  }
  return {
    caches: caches as unknown as CacheStorage,
    /** What there is now. */
    now: (): Files => Object.fromEntries([...all].map(([name, urls]) => [name, [...urls]])),
  }
}
