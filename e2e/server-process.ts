/** A whole server as a process of its own, as `npm start` runs it: for journeys, for measurements, and for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const startPatienceMs = 60_000

export interface ServerProcess {
  readonly url: string
  readonly port: number
  readonly pid: number
  /** As the console shows it while there is no owner. */
  readonly setupCode: string | null
  /** From the start of the process until it said that it is ready. */
  readonly startMs: number
  /** Everything it wrote so far. */
  output(): string
  /** Sends the signal and waits for the end; its exit code, null when the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export interface ServerOptions {
  readonly dataDir: string
  /** Default: any free one. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
  /** What is run, below the repository. Default `server/main.ts`. */
  readonly program?: readonly string[]
}

/** A folder that any user may walk through, as the database of a server that runs as root needs it. */
export async function makeDataFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'atiende-'))
  await chmod(folder, 0o755)
  return { path: folder, remove: async () => await rm(folder, { recursive: true, force: true }) }
}

/** A port that was free a moment ago; for servers that must come back on the same one. */
export async function freePort(): Promise<number> {
  const listener = createServer().listen(0)
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  await once(listener, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No port was free.')
  return address.port
}

/** Runs the server without waiting for anything: what it says on both streams, and how to end it. */
export function spawnServer({ dataDir, port = 0, env = {}, program = ['server/main.ts'] }: ServerOptions) {
  const child = spawn(process.execPath, [...program], {
    cwd: root,
    env: {
      ...process.env,
      ATIENDE_LOG: 'warn',
      ATIENDE_SMTP_PORT: '0',
      NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'),
      ...env,
      PORT: String(port),
      ATIENDE_DATA: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Whoever started it may fail before ending it.
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { child, output: () => output, ended: endOf(child) }
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

/** Resolves when the server takes work. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const startedAt = performance.now()
  const { child, output, ended } = spawnServer(options)
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    const patience = setTimeout(
      () => reject(new Error(`The server was not ready in time:\n${output()}`)),
      startPatienceMs,
    )
    const look = (): void => {
      const ready = / is ready: (\S+:(\d+))\n/.exec(output())
      if (!ready) return
      clearTimeout(patience)
      resolve(ready)
    }
    child.stdout.on('data', look)
    void ended.then((code) => {
      clearTimeout(patience)
      reject(new Error(`The server ended with ${code} before it was ready:\n${output()}`))
    })
  }).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  const startMs = performance.now() - startedAt
  const [, url = '', port = ''] = said
  if (options.env?.['ATIENDE_PUBLIC_URL'] === undefined) await untilReady(url)
  return {
    url,
    port: Number(port),
    pid: child.pid ?? 0,
    get setupCode() {
      return /enter this code to become the owner: (\S+)/.exec(output())?.[1] ?? null
    },
    startMs,
    output,
    async end(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return await ended
    },
  }
}

async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** The process of the embedded database in this data folder. */
export async function embeddedDatabasePid(dataDir: string): Promise<number> {
  const text = await readFile(path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')
  return Number(text.split('\n')[0])
}
