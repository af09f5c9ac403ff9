/**
 * Finds a Chromium that runs, for the journeys in a real browser, and installs one where that can be done without asking: as
 * root on Debian or Ubuntu, from the system's own packages.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function candidates(): string[] {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined) return [named]
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ...globSync(join(homedir(), '.cache/ms-playwright/chromium-*/chrome-linux*/chrome')),
  ].filter((path) => existsSync(path))
}

/** A file of that name may be a signpost to another package format; only one that answers counts. */
function runs(path: string): boolean {
  const { status } = spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 })
  return status === 0
}

function installWithApt(): string | undefined {
  const startedAt = performance.now()
  process.stdout.write('Installing Chromium (apt-get) … ')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  let output = ''
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ]) {
    const step = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    output += step.stdout + step.stderr
    if (step.status !== 0) {
      process.stdout.write('failed\n')
      return output
    }
  }
  process.stdout.write(`done (${((performance.now() - startedAt) / 1000).toFixed(1)} s)\n`)
  return undefined
}

/** The path of a Chromium that runs, or a message that says what the person can do. */
export function findOrInstallChromium(): { readonly path: string } | { readonly problem: string } {
  const found = candidates().find(runs)
  if (found !== undefined) return { path: found }
  const ask = 'Please install Chromium or Google Chrome, or name one in CHROMIUM_PATH, and run this again.'
  if (process.env['CHROMIUM_PATH'] !== undefined) {
    return { problem: `CHROMIUM_PATH names ${process.env['CHROMIUM_PATH']}, which does not run. ${ask}` }
  }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return { problem: `The browser journeys need Chromium, and none was found. ${ask}` }
  }
  const failure = installWithApt()
  if (failure !== undefined)
    return { problem: `apt-get could not install Chromium:\n${failure.trim()}\n${ask}` }
  const installed = candidates().find(runs)
  return installed === undefined
    ? { problem: `Chromium was installed but does not run. ${ask}` }
    : { path: installed }
}
