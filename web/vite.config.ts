import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`

/** The toolkit carries its own few words in thirty languages; the page speaks two. */
const ourLanguagesOnly: Plugin = {
  name: 'our-languages-only',
  enforce: 'pre',
  load(id) {
    const foreign =
      /\/react-(aria|stately|aria-components)\/.*\/(?!es-ES|en-US)[a-z]{2}-[A-Z]{2}\.m?js$/.test(id)
    return foreign ? 'export default {}' : null
  },
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [ourLanguagesOnly, react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // `light-dark()` and the like are the page's language: browsers of the last two years.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    sourcemap: false,
    assetsInlineLimit: 0,
  },
  // Under `npm run dev` the page comes from here and everything else from the server.
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/hooks': { target: server, ws: true },
      '/widget': server,
      '/demo': server,
      '^/sign-in/.+': server,
      '/healthz': server,
    },
  },
})
