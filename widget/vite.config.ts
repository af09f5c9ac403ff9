import { globSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, transformWithOxc, type Plugin } from 'vite'

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

/** One script without imports, for a `<script>` tag on a page that is not ours. Its size is held by the check `sizes`. */
export default defineConfig({
  root: here,
  plugins: [demoShop()],
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'main.ts', formats: ['iife'], name: 'Atiende', fileName: () => 'atiende.js' },
  },
})
