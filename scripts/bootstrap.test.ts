/**
 * The bootstrap in a checkout of its own, with an npm that only notes that it was called: what is installed when, who waits for
 * whom, and how the program's signals and end come through.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const real = fileURLToPath(new URL('bootstrap.mjs', import.meta.url))

/** Does what the bootstrap needs of npm and notes each call; files beside it make it fail, hang or forget. */
const standInNpm = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } = require('node:fs')
if (process.argv[2] === '--version') return console.log(readFileSync('npm-version', 'utf8'))
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n')
if (existsSync('npm-fails')) { console.error('no network'); process.exit(1) }
const end = () => {
  mkdirSync('node_modules/node-' + process.platform + '-' + process.arch + '/bin', { recursive: true })
  try { symlinkSync(process.execPath, 'node_modules/node-' + process.platform + '-' + process.arch + '/bin/node') } catch {}
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  if (existsSync('npm-forgets')) delete lock.packages['node_modules/native']
  writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock))
}
const work = () => (existsSync('npm-hangs') ? setTimeout(work, 10) : end())
work()
`

/** Says when it is up, tells each signal it hears, and ends with 7 on the first that no other follows. */
const standInServer = `
import { writeFileSync } from 'node:fs'
let heard = []
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
  heard.push(signal)
  setTimeout(() => { console.log('heard ' + heard.join(' ')); process.exit(7) }, 100)
})
setInterval(() => {}, 1000)
console.log('up ' + process.argv.slice(2).join('|'))
`

const lockOf = (version: string): string =>
  JSON.stringify({
    packages: {
      '': {},
      'node_modules/plain': { integrity: version },
      'node_modules/native': {
        integrity: version,
        optional: true,
        os: [process.platform],
        cpu: [process.arch],
      },
      'node_modules/foreign': { integrity: version, optional: true, os: ['plan9'] },
    },
  })

let checkout = ''
const started: ChildProcess[] = []

interface Running {
  readonly child: ChildProcess
  output: string
  readonly ended: Promise<number | null>
}

function run(...args: string[]): Running {
  const env = {
    ...process.env,
    npm_execpath: join(checkout, 'npm-cli.js'),
    npm_node_execpath: process.execPath,
  }
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', ...args], {
    cwd: checkout,
    env,
    stdio: 'pipe',
  })
  started.push(child)
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  const running: Running = { child, output: '', ended }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (running.output += text))
  }
  return running
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10)
}

async function npmCalls(): Promise<string[]> {
  const file = join(checkout, 'npm-calls')
  return existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n') : []
}

const put = (path: string, text: string): Promise<void> => writeFile(join(checkout, path), text)

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'atiende boot '))
  await mkdir(join(checkout, 'scripts'))
  await mkdir(join(checkout, 'server'))
  await cp(real, join(checkout, 'scripts/bootstrap.mjs'))
  await put('scripts/build.ts', `process.exitCode = 0\n`)
  await put('server/main.ts', standInServer)
  await put('npm-cli.js', standInNpm)
  await put('npm-version', '11.0.0')
  await put('package-lock.json', lockOf('1'))
})

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await rm(checkout, { recursive: true, force: true })
})

describe('packages', () => {
  it('are installed without scripts when there are none, and not again', async () => {
    const first = run('build')
    expect(await first.ended).toBe(0)
    expect(first.output).toMatch(/^Installing the packages … done \(\d+\.\d s\)\n$/)
    const second = run('build')
    expect(await second.ended).toBe(0)
    expect(second.output).toBe('')
    const calls = await npmCalls()
    expect(calls).toHaveLength(1)
    expect(calls[0]).toContain('ci --ignore-scripts')
  })

  it('are installed again when the lock file has changed', async () => {
    await run('build').ended
    await put('package-lock.json', lockOf('2'))
    await run('build').ended
    expect(await npmCalls()).toHaveLength(2)
  })

  it('are taken as they are when somebody ran npm by hand', async () => {
    await run('build').ended
    await put('package-lock.json', lockOf('2'))
    await put('node_modules/.package-lock.json', lockOf('2'))
    expect(await run('build').ended).toBe(0)
    expect(await npmCalls()).toHaveLength(1)
  })

  it('are installed once when two start at the same time', async () => {
    await put('npm-hangs', '')
    const both = [run('build'), run('build')]
    await until(() => both.some(({ output }) => output.includes('Waiting for another start')))
    await rm(join(checkout, 'npm-hangs'))
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0])
    expect(await npmCalls()).toHaveLength(1)
  })

  it('are installed again after an interruption', async () => {
    await put('npm-hangs', '')
    const interrupted = run('build')
    await until(() => existsSync(join(checkout, 'npm-calls')))
    interrupted.child.kill('SIGTERM')
    expect(await interrupted.ended).toBe(143)
    await rm(join(checkout, 'npm-hangs'))
    expect(await run('build').ended).toBe(0)
    expect(await npmCalls()).toHaveLength(2)
  })

  it('do not wait for a start that was killed', async () => {
    await mkdir(join(checkout, '.cache'))
    await put('.cache/bootstrap.lock', '999999999 1')
    expect(await run('build').ended).toBe(0)
  })

  it('say what npm said when it fails, and what is missing when it does not', async () => {
    await put('npm-fails', '')
    const failed = run('build')
    expect(await failed.ended).toBe(1)
    expect(failed.output).toContain('no network')
    await rm(join(checkout, 'npm-fails'))
    await put('npm-forgets', '')
    const incomplete = run('build')
    expect(await incomplete.ended).toBe(1)
    expect(incomplete.output).toContain('node_modules/native')
    expect(incomplete.output).not.toContain('foreign')
  })

  it('need an npm that is new enough', async () => {
    await put('npm-version', '9.9.9')
    const old = run('build')
    expect(await old.ended).toBe(1)
    expect(old.output).toContain('needs npm 10 or newer; this is npm 9.9.9')
  })
})

describe('the program', () => {
  it('gets its arguments, and its end is ours', async () => {
    const start = run('start', '--a', 'b c')
    await until(() => start.output.includes('up --a|b c\n'))
    start.child.kill('SIGTERM')
    expect(await start.ended).toBe(7)
  })

  it('hears a signal once, however many send it on', async () => {
    const start = run('start')
    await until(() => start.output.includes('up'))
    start.child.kill('SIGINT')
    await sleep(5)
    start.child.kill('SIGINT')
    expect(await start.ended).toBe(7)
    expect(start.output).toContain('heard SIGINT\n')
  })

  it('must be one that exists', async () => {
    const unknown = run('dance')
    expect(await unknown.ended).toBe(1)
    expect(unknown.output).toContain('npm run <demo | start')
  })

  it('is not started when a build fails', async () => {
    await appendFile(join(checkout, 'scripts/build.ts'), `process.exitCode = 3\n`)
    const start = run('start')
    expect(await start.ended).toBe(3)
    expect(start.output).not.toContain('up')
  })
})
