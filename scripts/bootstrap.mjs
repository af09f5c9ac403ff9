/**
 * The first thing every npm script runs, on whatever Node the machine has and before anything is installed. It makes the
 * checkout ready and then hands over to the real program on the pinned Node 24:
 *
 *   versions → packages (npm ci, no install scripts) → the page and the widget (Vite) → the program
 *
 * It is quiet when nothing is to be done, and says each thing it does in one line with its duration. What it finds half done, it
 * does again; two at once take turns. Plain JavaScript, because nothing here can rely on what it is about to install.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.atiende-installed')
const hiddenLockFile = join(modules, '.package-lock.json')
const lockFile = join(root, '.cache', 'bootstrap.lock')

const oldestNode = [20, 11]
const oldestNpm = 10
const pinnedMajor = 24
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * How much the server may allocate before it collects: by default so much that it grows by a third for nothing (272 MB instead of 158 with
 * fifty agents, for the same answers a second). It can only be said when Node starts.
 */
const frugal = '--max-semi-space-size=8'

/** What each npm script runs once the checkout is ready. `builds`: it needs the page and the widget built. */
const programs = {
  demo: { builds: true, run: [frugal, 'scripts/demo.ts'] },
  start: { builds: true, run: [frugal, 'server/main.ts'] },
  dev: { builds: false, run: ['scripts/dev.ts'] },
  test: { builds: true, run: ['scripts/test.ts'] },
  check: { builds: true, run: ['scripts/check.ts'] },
  bench: { builds: true, run: ['scripts/bench.ts'] },
  build: { builds: true, run: [] },
}

function fail(message) {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}

/** Does one step and says so in one line: what, and how long it took. */
async function step(title, work) {
  const startedAt = Date.now()
  process.stdout.write(`${title} … `)
  const problem = await work()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(problem ? `failed (${seconds} s)\n` : `done (${seconds} s)\n`)
  if (problem) fail(problem)
}

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return
  fail(
    `Atiende needs Node ${oldestNode.join('.')} or newer to install itself; this is Node ${process.versions.node}.`,
  )
}

// ---- packages

function fits(wanted, actual) {
  if (wanted === undefined) return true
  const list = [].concat(wanted)
  if (list.includes(`!${actual}`)) return false
  return list.every((one) => one.startsWith('!')) || list.includes(actual)
}

function libc() {
  if (process.platform !== 'linux') return undefined
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/**
 * What the lock file asks for and node_modules lacks. npm notes what it has put in place in a hidden lock file; an optional
 * package made for this very machine counts as asked for, because npm says nothing when it could not fetch one.
 */
function missingPackages() {
  if (!existsSync(hiddenLockFile)) return ['all packages']
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(hiddenLockFile, 'utf8')).packages
  const isForThisMachine = (entry) =>
    (entry.os !== undefined || entry.cpu !== undefined) &&
    fits(entry.os, process.platform) &&
    fits(entry.cpu, process.arch) &&
    fits(entry.libc, libc())
  const missing = []
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const found = present[path]
    if (found ? found.integrity !== entry.integrity : !entry.optional || isForThisMachine(entry))
      missing.push(path)
  }
  return missing
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

function isInstalled() {
  const hash = lockHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return true
  // A person may have run npm themselves: what counts is what lies there, not who put it there.
  if (missingPackages().length > 0) return false
  try {
    writeFileSync(stampFile, hash)
  } catch {
    // A read-only checkout: it is looked through again next time.
  }
  return true
}

/** npm as a command and its first arguments: the one that runs us, else the one beside this Node, else the one on the path. */
function findNpm() {
  const { npm_execpath: running, npm_node_execpath: itsNode } = process.env
  if (running && basename(running) === 'npm-cli.js') return [itsNode || process.execPath, running]
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  return existsSync(beside) ? [process.execPath, beside] : ['npm']
}

/**
 * Runs npm to its end and returns what it said. A signal for us ends it too, and at once: npm would take its time to tidy up
 * what the next start replaces anyway.
 */
function runNpm(args) {
  const [command, ...first] = findNpm()
  // Never the Node inside node_modules: the installation replaces it.
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.startsWith(modules))
  const env = { ...process.env, PATH: path.join(delimiter), NODE_ENV: 'development' }
  const npm = spawn(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  if (npm.pid) noteHelper(npm.pid)
  let output = ''
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text))
  const stop = (signal) => {
    npm.kill('SIGKILL')
    process.stdout.write('stopped\n')
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of stopSignals) process.on(signal, stop)
  return new Promise((resolve) => {
    npm.on('error', () => resolve({ isFound: false, code: 1, output }))
    npm.on('close', (code) => {
      for (const signal of stopSignals) process.off(signal, stop)
      resolve({ isFound: true, code, output: output.trim() })
    })
  })
}

async function install() {
  const version = await runNpm(['--version'])
  if (!version.isFound)
    return 'npm was not found. Install Node with npm (https://nodejs.org) and run this again.'
  if (!(Number.parseInt(version.output, 10) >= oldestNpm)) {
    return `Atiende needs npm ${oldestNpm} or newer; this is npm ${version.output}.`
  }

  // From here until the stamp is written, an interruption leaves a folder that nobody takes for complete.
  rmSync(stampFile, { force: true })
  rmSync(hiddenLockFile, { force: true })
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--no-progress']
  const done = await runNpm(['ci', '--ignore-scripts', '--include=dev', '--include=optional', ...quiet])
  if (done.code !== 0) return `npm could not install the packages:\n\n${done.output}`
  const missing = missingPackages()
  if (missing.length > 0)
    return `These packages could not be fetched; run this again:\n  ${missing.join('\n  ')}`
  writeFileSync(stampFile, lockHash())
  return undefined
}

// ---- the pinned runtime

function pinnedNode() {
  const own = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own) && libc() !== 'musl') return own
  if (Number.parseInt(process.versions.node, 10) >= pinnedMajor) return process.execPath
  return fail(
    `Atiende runs on Node ${pinnedMajor}. It brings its own for Linux (x64 and arm64, glibc); ` +
      `on this machine (${process.platform}, ${process.arch}) please install Node ${pinnedMajor} and run this again.`,
  )
}

// ---- taking turns

/** Tells a process from a later one with the same number, where the system lets us. */
function startOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[19]
  } catch {
    return ''
  }
}

const identify = (pid) => `${pid} ${startOf(pid)}`

function isRunning(identity) {
  const [pid, startedAt] = identity.split(' ')
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  return startOf(pid) === startedAt
}

/** The owner may be killed while the npm it started goes on: the lock is held as long as either lives. */
const isHeld = (owners) => owners.split('\n').some(isRunning)

function readOwner() {
  try {
    return readFileSync(lockFile, 'utf8')
  } catch {
    return undefined
  }
}

/** The lock appears with its owner's name in it at one stroke, so nobody ever reads an empty one. */
function takeLock() {
  const mine = `${lockFile}.${process.pid}`
  writeFileSync(mine, identify(process.pid))
  try {
    linkSync(mine, lockFile)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Names a process at work for us as a second owner of the lock we hold. */
function noteHelper(pid) {
  const mine = `${lockFile}.${process.pid}`
  writeFileSync(mine, `${identify(process.pid)}\n${identify(pid)}`)
  renameSync(mine, lockFile)
}

/** Moved aside before it is removed: of two who find the same dead owner's lock, one moves it and the other finds none. */
function clearDeadLock(owner) {
  const aside = `${lockFile}.dead.${process.pid}`
  try {
    renameSync(lockFile, aside)
  } catch {
    return
  }
  const moved = readFileSync(aside, 'utf8')
  if (moved !== owner && !existsSync(lockFile)) linkSync(aside, lockFile)
  rmSync(aside, { force: true })
}

async function inTurn(work) {
  mkdirSync(dirname(lockFile), { recursive: true })
  let isTold = false
  while (!takeLock()) {
    const owner = readOwner()
    if (owner === undefined) continue
    if (!isHeld(owner)) {
      clearDeadLock(owner)
      continue
    }
    if (!isTold)
      process.stdout.write(`Waiting for another start of Atiende here (process ${owner.split(' ')[0]}) …\n`)
    isTold = true
    await sleep(200)
  }
  const release = () => rmSync(lockFile, { force: true })
  process.once('exit', release)
  await work()
  process.off('exit', release)
  release()
}

// ---- handing over

/** Runs the program with its signals passed on, and ends as it ends. */
function handOver(node, args) {
  const path = [
    join(modules, '.bin'),
    ...process.env.PATH.split(delimiter).filter((folder) => !folder.startsWith(modules)),
  ]
  const env = {
    ...process.env,
    PATH: [dirname(node), ...path].join(delimiter),
    // What was compiled once is not compiled at each start: half a second sooner, and less memory.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compiled'),
  }
  const child = spawn(node, args, { cwd: root, env, stdio: 'inherit' })
  // A Ctrl-C reaches us from the terminal and once more from npm: the program should hear of it once.
  const passedOnAt = {}
  for (const signal of stopSignals) {
    process.on(signal, () => {
      const isEcho = Date.now() - (passedOnAt[signal] ?? 0) < 300
      passedOnAt[signal] = Date.now()
      if (!isEcho) child.kill(signal)
    })
  }
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

checkNodeVersion()
const [name = '', ...rest] = process.argv.slice(2)
const program = programs[name]
if (!program) fail(`Usage: npm run <${Object.keys(programs).join(' | ')}>`)

if (!isInstalled()) {
  await inTurn(async () => {
    if (!isInstalled()) await step('Installing the packages', install)
  })
}
// What was compiled once is not compiled at the next start: the server is ready in a third of the time.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'compile')
const node = pinnedNode()
const build = (...options) => {
  const args = [join('scripts', 'build.ts'), ...options]
  return spawnSync(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
}
if (program.builds && build('--is-fresh') !== 0) {
  await inTurn(() => {
    const status = build()
    if (status !== 0) process.exit(status)
  })
}
if (program.run.length > 0) handOver(node, [...program.run, ...rest])
