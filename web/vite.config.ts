import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import path from 'node:path'
import { build, defineConfig, type Plugin, type ResolvedConfig } from 'vite'

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

/**
 * The toolkit remembers what is moving until it has come to rest, but hears only of the first of its properties when something leaves the page in
 * between: a frame whose colour was changing (four sides, four properties) stays in memory for good, and with it the whole composer. It listens for all
 * of them here (https://github.com/adobe/react-spectrum/issues/7326). A version that reads otherwise stops the build: look whether this is still needed.
 */
const nothingKeptThatMoved: Plugin = {
  name: 'nothing-kept-that-moved',
  transform: {
    filter: { id: /\/react-aria\/.*\/runAfterTransition\.m?js$/ },
    handler(code, id) {
      const heardOnce = /(addEventListener\('transitioncancel', [\w$]+), \{\s*once: true\s*\}/
      const isEntry = !code.includes('addEventListener')
      if (isEntry) return null
      if (!heardOnce.test(code)) throw new Error(`${id} is not what it was.`)
      return { code: code.replace(heardOnce, '$1'), map: null }
    },
  },
}

/**
 * The service worker is a script of its own, whole in one file, at a name that never changes: browsers look there for a newer one. Built beside the page;
 * the developers' server makes it anew each time it is asked for.
 */
function serviceWorker(): Plugin {
  let page: ResolvedConfig
  const made = async (): Promise<string> => {
    const output = await build({
      configFile: false,
      root: page.root,
      publicDir: false,
      logLevel: 'warn',
      build: {
        write: false,
        target: page.build.target,
        rolldownOptions: {
          input: path.join(page.root, 'worker/service-worker.ts'),
          output: { format: 'iife', entryFileNames: 'sw.js' },
        },
      },
    })
    const [bundle] = [output].flat()
    const script = bundle && 'output' in bundle ? bundle.output[0] : undefined
    if (!script) throw new Error('The service worker was not built.')
    return script.code
  }
  return {
    name: 'service-worker',
    configResolved(config) {
      page = config
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: await made() })
    },
    configureServer(server) {
      server.middlewares.use('/sw.js', (_request, response, next) => {
        void (async () => {
          try {
            response.setHeader('content-type', 'text/javascript').end(await made())
          } catch (error) {
            next(error)
          }
        })()
      })
    },
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [ourLanguagesOnly, nothingKeptThatMoved, react(), serviceWorker()],
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
