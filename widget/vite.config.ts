import { globSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build, defineConfig, transformWithOxc, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The demo shop goes beside the widget as it is, but for its script's types: it is a page like any other that carries us. */
function demoShop(): Plugin {
  return {
    name: 'demo-shop',
    async generateBundle() {
      const files = globSync('demo/**/*', { cwd: here }).filter((file) => statSync(here + file).isFile())
      for (const file of files) {
        const source = readFileSync(here + file)
        if (!file.endsWith('.ts')) this.emitFile({ type: 'asset', fileName: file, source })
        else if (!file.endsWith('.d.ts')) {
          const { code } = await transformWithOxc(source.toString(), file)
          this.emitFile({
            type: 'asset',
            fileName: file.replace(/ts$/, 'js'),
            source: code.replaceAll(/(from ["']\.\/[\w-]+)\.ts(["'])/g, '$1.js$2'),
          })
        }
      }
    },
  }
}

/** The part for calls: a module of its own, which the widget fetches when somebody wants to call. */
function callPart(): Plugin {
  return {
    name: 'call-part',
    async generateBundle() {
      const built = await build({
        configFile: false,
        root: here,
        publicDir: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2022',
          modulePreload: false,
          rollupOptions: {
            input: here + 'call/main.ts',
            preserveEntrySignatures: 'strict',
            output: { format: 'es', entryFileNames: 'call.js' },
          },
        },
      })
      for (const { output } of [built].flat() as { output: { type: string; code?: string }[] }[])
        for (const { code } of output)
          if (code !== undefined) this.emitFile({ type: 'asset', fileName: 'call.js', source: code })
    },
  }
}

/** One script without imports (but for the part for calls), for a `<script>` tag on a page that is not ours. Its size is held by the check `sizes`. */
export default defineConfig({
  root: here,
  plugins: [demoShop(), callPart()],
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'main.ts', formats: ['iife'], name: 'Atiende', fileName: () => 'atiende.js' },
  },
})
