/**
 * What makes the built page open without a network: the service worker with its list of files, and the
 * manifest for people who install the page. Not part of the development server.
 */
import { VitePWA } from 'vite-plugin-pwa'

/** @returns {import('vite').PluginOption[]} */
export const offline = () =>
  VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/offline',
    filename: 'serviceWorker.ts',
    // src/offline/register.ts does it, when nobody waits for anything.
    injectRegister: false,
    injectManifest: {
      // Data are left out: they are kept when they are used, by the worker that trains.
      globPatterns: ['index.html', 'opening.js', 'favicon.svg', 'assets/**/*'],
      // Their names have a hash: what the browser has of them is not fetched again.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 5_000_000,
      rollupFormat: 'iife',
    },
    // The system keeps icons by itself.
    includeManifestIcons: false,
    manifest,
  })

/** Addresses are relative to the manifest: the page works from any folder. */
export const manifest = {
  name: 'ALI-G Playground',
  short_name: 'ALI-G',
  description:
    'Watch the ALI-G optimizer choose its own learning rate, beside SGD and Adam, in the browser.',
  lang: 'en',
  start_url: './',
  scope: './',
  display: 'standalone',
  theme_color: '#17324d',
  background_color: '#17324d',
  categories: ['education', 'science'],
  icons: [
    { src: './favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ...[192, 512].flatMap((size) =>
      ['any', 'maskable'].map((purpose) => ({
        src: `./icons/${purpose}-${size}.png`,
        sizes: `${size}x${size}`,
        type: 'image/png',
        purpose,
      })),
    ),
  ],
}
