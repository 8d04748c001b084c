/**
 * Whether an answer of the host is the file that was asked for. Some hosts answer with the page, as if
 * all were well, where a file is missing.
 */
export const isTheFile = (address: string, { ok, headers }: Response): boolean =>
  ok && (isPage(address) || !/^text\/html\b/i.test(headers.get('Content-Type') ?? ''))

const isPage = (address: string) => new URL(address).pathname.endsWith('.html')
