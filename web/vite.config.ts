import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const server = `http://127.0.0.1:${process.env['PORT'] ?? '8080'}`

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', sourcemap: false, assetsInlineLimit: 0 },
  // Under `npm run dev` the page comes from here and everything else from the server.
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      '/hooks': server,
      '/widget': { target: server, ws: true },
      '/demo': server,
      '/healthz': server,
    },
  },
})
