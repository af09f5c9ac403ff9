/**
 * `npm test`: the tests of every folder, then the journeys in a real browser, and one line that sums both up.
 *
 * With arguments it runs only what they name: `npm test -- core/routing`, `npm test -- -t "[R3]"`, and for journeys
 * `npm test -- e2e/main-job`. A browser is looked for only when there are journeys to run.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrInstallChromium } from './chromium.ts'
import { addUp, countTests, oneFailure, summaryLine, type TestCount } from './test-count.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')

/** One run of the test runner, shown as it goes and counted from its report. */
async function runTests(args: readonly string[]): Promise<TestCount> {
  const folder = await mkdtemp(join(tmpdir(), 'atiende-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const runner = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  const stop = (signal: NodeJS.Signals): void => {
    runner.kill(signal)
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  try {
    const code = await new Promise<number>((done) => {
      runner.on('exit', (exitCode) => done(exitCode ?? 1))
    })
    return countTests(existsSync(report) ? await readFile(report, 'utf8') : undefined, code)
  } finally {
    process.off('SIGTERM', stop).off('SIGINT', stop)
    await rm(folder, { recursive: true, force: true })
  }
}

async function runJourneys(args: readonly string[]): Promise<TestCount> {
  const chromium = findOrInstallChromium()
  if ('problem' in chromium) {
    process.stderr.write(`\n${chromium.problem}\n`)
    return oneFailure
  }
  process.env['CHROMIUM_PATH'] = chromium.path
  // Where nothing says how names are written, a browser cannot save a file called "conversación".
  process.env['LANG'] ??= 'C.UTF-8'
  return runTests(['--config', 'e2e/vitest.config.ts', ...args])
}

const args = process.argv.slice(2)
const namesJourneys = args.some((arg) => arg.startsWith('e2e'))
const counts: TestCount[] = []
if (!namesJourneys) counts.push(await runTests(args))
if (namesJourneys || args.length === 0) counts.push(await runJourneys(args))

const total = addUp(counts)
process.stdout.write(`\n${summaryLine(total)}\n`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
