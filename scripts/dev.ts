/**
 * `npm run dev`: the server, started again when its code changes, and the page from Vite with its changes shown at once. The
 * widget is built again on each change. Open the address Vite prints; what is not the page itself it asks the server for.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, createServer } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
})

const page = await createServer({ configFile: join(root, 'web/vite.config.ts'), clearScreen: false })
await page.listen()
page.printUrls()

await build({ configFile: join(root, 'widget/vite.config.ts'), logLevel: 'warn', build: { watch: {} } })

async function stop(signal: NodeJS.Signals): Promise<void> {
  server.kill(signal)
  await page.close()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, (name) => void stop(name))
server.on('exit', (code) => process.exit(code ?? 0))
