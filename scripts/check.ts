/**
 * `npm run check`: everything about the code that can be judged without running the product, one line each; the output of a check
 * is shown only when it fails. `npm run check -- types lint` runs just those.
 */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Check {
  readonly name: string
  readonly what: string
  /** Each a tool in node_modules or a script of ours, with its arguments. */
  readonly commands: readonly (readonly string[])[]
}

interface Outcome {
  readonly code: number
  readonly output: string
}

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = 'node_modules/vitest/vitest.mjs'
const tsc = 'node_modules/typescript/bin/tsc'

/** Each folder is compiled in its own world; `.` is that of tests and tool settings. An empty folder is no world yet. */
const folders = [
  'core',
  'protocol',
  'channels',
  'voice',
  'server',
  'web',
  'widget',
  'sdk',
  'bench',
  'e2e',
  'scripts',
]
const isFilled = (folder: string): boolean => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }).length > 0
const worlds = [...folders.filter(isFilled), '.']

const checks: readonly Check[] = [
  {
    name: 'types',
    what: 'The types are right, each folder in its own world',
    commands: worlds.map((world) => [tsc, '-p', world]),
  },
  { name: 'lint', what: 'The linter finds nothing', commands: [['node_modules/oxlint/bin/oxlint']] },
  { name: 'format', what: 'The code is formatted', commands: [['node_modules/oxfmt/bin/oxfmt', '--check']] },
  { name: 'unused', what: 'Nothing lies about unused', commands: [['node_modules/knip/bin/knip.js']] },
  {
    name: 'schema',
    what: 'schema.sql is what the migrations make',
    commands: [['scripts/schema-dump.ts', '--check']],
  },
  {
    name: 'rules',
    what: 'Every rule is tested; the lock file is sound',
    commands: [[vitest, 'run', '--project', 'plain', 'scripts/spec-ids', 'scripts/lockfile']],
  },
  {
    name: 'sizes',
    what: 'The page and the widget keep their budgets',
    commands: [['scripts/size-budget.ts']],
  },
]

function run(command: readonly string[]): Promise<Outcome> {
  const [script = '', ...args] = command
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  return new Promise((done) => {
    child.on('close', (code) => done({ code: code ?? 1, output: output.trim() }))
  })
}

/** Two at a time: the tools use several threads themselves. */
async function runAll(commands: readonly (readonly string[])[]): Promise<Outcome[]> {
  const queue = [...commands]
  const outcomes: Outcome[] = []
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) outcomes.push(await run(next))
  }
  await Promise.all([worker(), worker()])
  return outcomes
}

async function judge(check: Check): Promise<boolean> {
  const startedAt = performance.now()
  process.stdout.write(`${check.name.padEnd(7)} ${check.what} … `)
  const outcomes = await runAll(check.commands)
  const failures = outcomes.filter(({ code }) => code !== 0)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${failures.length === 0 ? 'yes' : 'NO'} (${seconds} s)\n`)
  for (const { output } of failures) process.stdout.write(`${output}\n\n`)
  return failures.length === 0
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => checks.every((check) => check.name !== name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}.\n`,
  )
  process.exit(1)
}

let isAllRight = true
for (const check of checks) {
  if (wanted.length > 0 && !wanted.includes(check.name)) continue
  if (!(await judge(check))) isAllRight = false
}
process.exitCode = isAllRight ? 0 : 1
