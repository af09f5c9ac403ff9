import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** One script without imports, for a `<script>` tag on a page that is not ours. Its size is held by the check `sizes`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'main.ts', formats: ['iife'], name: 'Atiende', fileName: () => 'atiende.js' },
  },
})
