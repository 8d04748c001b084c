/**
 * What the page may load, as a Content-Security-Policy: its own files, and WebAssembly compiled
 * from them. The built page carries it as a meta tag, the servers send it as a header (a meta
 * tag does not reach the worker).
 */
const directives = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'img-src': "'self' blob: data:",
  'style-src': "'self' 'unsafe-inline'",
  'connect-src': "'self'",
  // Neither falls back on default-src: nothing may move the page's addresses or send a form.
  'base-uri': "'none'",
  'form-action': "'none'",
}

/** @param {Record<string, string>} extra additions by directive, for the dev server */
export function contentSecurityPolicy(extra = {}) {
  return Object.entries(directives)
    .map(([name, value]) => [name, value, extra[name]].filter(Boolean).join(' '))
    .join('; ')
}
