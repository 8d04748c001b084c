import { randomBytes } from 'node:crypto'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contentSecurityPolicy } from './scripts/csp.mjs'
import { linkPreview } from './scripts/linkPreview.mjs'
import { offline } from './scripts/offline.mjs'
import { openingLast, pieceChunks, piecesAhead } from './scripts/pagePieces.mjs'
import { workerEntryApart, workerEntryCheck } from './scripts/workerEntry.mjs'

/** The policy as the first tag of the built page. */
function policyTag(): Plugin {
  return {
    name: 'policy-tag',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy() },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig(({ command }) => {
  // The dev server adds an inline script for hot reloading; a nonce lets that one through.
  const nonce = command === 'serve' ? randomBytes(16).toString('base64') : undefined
  return {
    // Relative, so that the built page works from any folder of any host.
    base: './',
    // A file that is not there is a 404, not the page again.
    appType: 'mpa',
    plugins: [react(), policyTag(), piecesAhead(), openingLast(), linkPreview(), offline()],
    worker: { format: 'es', plugins: () => [workerEntryApart(), workerEntryCheck()] },
    ...(nonce ? { html: { cspNonce: nonce } } : {}),
    server: {
      headers: {
        'Content-Security-Policy': contentSecurityPolicy({
          'script-src': `'nonce-${nonce}'`,
          // The websocket of hot reloading: Safari does not count it as 'self'.
          'connect-src': 'ws: wss:',
        }),
      },
      // Data is packed and tests are run beside the server. (public/data has to be watched: the
      // server only hands out public files that it has seen.)
      watch: { ignored: ['**/.cache/**', '**/test-results/**', '**/dist/**'] },
    },
    preview: { headers: { 'Content-Security-Policy': contentSecurityPolicy() } },
    optimizeDeps: {
      // Found only when the worker is first loaded; naming them avoids a reload at that moment.
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-core/dist/register_all_gradients',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgl',
        '@tensorflow/tfjs-backend-webgpu',
      ],
    },
    build: {
      target: 'es2022',
      // One file, which index.html names: what is painted first has its styles at once.
      cssCodeSplit: false,
      chunkSizeWarningLimit: 2500,
      reportCompressedSize: false,
      rolldownOptions: { output: { codeSplitting: { groups: [pieceChunks()] } } },
    },
  }
})
