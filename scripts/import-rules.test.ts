/**
 * The import rules are only as good as the settings that refuse. Here small files that break them, one for each rule, lie in a
 * copy of the repository's shape beside files that keep them, and the linter and the compiler judge with the real settings.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const allowed: Record<string, string> = {
  'core/routing/match.ts': `export interface Match { readonly at: number }\nexport const match = (at: number): Match => ({ at })\n`,
  'core/interaction/step.ts': `import { match } from '#core/routing/match.ts'\nexport const step = match(1)\n`,
  'core/interaction/step.test.ts': `import { readFileSync } from 'node:fs'\nimport { expect, it } from 'vitest'\nimport { step } from './step.ts'\nit('[X1] has an instant', () => { expect([step.at, readFileSync]).toHaveLength(2) })\n`,
  'protocol/shape.ts': `import { z } from 'zod'\nimport type { Match } from '#core/routing/match.ts'\nexport const shape = z.object({ at: z.number() })\nexport type Shape = Match\n`,
  'channels/channel.ts': `export interface Channel { readonly kind: string }\n`,
  'channels/email/inbound/parse.ts': `import type { Channel } from '#channels/channel.ts'\nimport { translate } from '../translate.ts'\nexport const parse = (channel: Channel): string => translate(channel.kind)\n`,
  'channels/email/translate.ts': `export const translate = (kind: string): string => kind\n`,
  'channels/webchat/translate.ts': `import type { Shape } from '#protocol/shape.ts'\nexport const instant = (shape: Shape): number => shape.at\n`,
  'server/main.ts': `import { createHash } from 'node:crypto'\nimport { translate } from '#channels/email/translate.ts'\nexport const main = createHash('sha256').update(translate('a'))\n`,
  'server/start.ts': `export const start = ''\n`,
  'server/stop.ts': `export const stop = ''\n`,
  'web/features/chat/chat.tsx': `import { useState } from 'react'\nimport { step } from '#core/interaction/step.ts'\nimport { label } from '../../ui/label.ts'\nimport { draft } from './draft.ts'\nexport function Chat() { const [at] = useState(step.at); return <p title={label}>{at}{draft}</p> }\n`,
  'web/features/chat/draft.ts': `export const draft = ''\n`,
  'web/features/queue/queue.ts': `export const queue = ''\n`,
  'web/ui/label.ts': `export const label = ''\n`,
  'widget/main.ts': `import type { Shape } from '#protocol/shape.ts'\nexport const shown = (shape: Shape): string => String(shape.at)\n`,
  'bench/routing.ts': `import { main } from '#server/main.ts'\nexport const measured = main\n`,
}

/** Every file here breaks one rule; the text must be part of what refuses it. */
const forbidden: Record<string, [source: string, complaint: string]> = {
  'core/a-server.ts': [
    `import { main } from '#server/main.ts'\nexport const a = main\n`,
    'core/ may not import server/',
  ],
  'core/a-relative.ts': [
    `import { start } from '../server/start.ts'\nexport const a = start\n`,
    'imported by its alias',
  ],
  'core/a-type.ts': [
    `import type { Shape } from '#protocol/shape.ts'\nexport type A = Shape\n`,
    'core/ may not import protocol/',
  ],
  'core/a-inline-type.ts': [
    `export type A = import('#protocol/shape.ts').Shape\n`,
    'core/ may not import protocol/',
  ],
  'core/a-dynamic.ts': [`export const a = import('#server/stop.ts')\n`, 'core/ may not import server/'],
  'core/a-re-export.ts': [`export * from '#server/main.ts'\n`, 'core/ may not import server/'],
  'core/a-package.ts': [
    `import { z } from 'zod'\nexport const a = z.string()\n`,
    'may not import the package zod',
  ],
  'core/a-node.ts': [
    `import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n`,
    'may not import node:fs',
  ],
  'core/a-clock.ts': [`export const a = Date.now()\n`, 'The core has no clock'],
  'core/a-date.ts': [`export const a = new Date(0)\n`, 'The core has no clock'],
  'core/a-dice.ts': [`export const a = Math.random()\n`, "'Math.random' is restricted"],
  'core/a-timer.ts': [`export const a = setTimeout\n`, 'The core has no timers'],
  'core/a-fetch.ts': [`export const a = fetch\n`, 'The core does no input or output'],
  'protocol/a-package.ts': [
    `import { build } from 'vite'\nexport const a = build\n`,
    'may not import the package vite',
  ],
  'protocol/a-server.ts': [
    `import { main } from '#server/main.ts'\nexport const a = main\n`,
    'protocol/ may not import server/',
  ],
  'channels/email/a-adapter.ts': [
    `import { instant } from '#channels/webchat/translate.ts'\nexport const a = instant\n`,
    'email may not import webchat',
  ],
  'channels/email/a-neighbour.ts': [
    `import { instant } from '../webchat/translate.ts'\nexport const a = instant\n`,
    'email may not import webchat',
  ],
  'channels/email/inbound/a-deep.ts': [
    `import { instant } from '../../webchat/translate.ts'\nexport const a = instant\n`,
    'email may not import webchat',
  ],
  'channels/email/a-server.ts': [
    `import { main } from '#server/main.ts'\nexport const a = main\n`,
    'channels/ may not import server/',
  ],
  'voice/fake/a-adapter.ts': [
    `import { leg } from '#voice/embedded/leg.ts'\nexport const a = leg\n`,
    'fake may not import embedded',
  ],
  'server/a-web.ts': [
    `import { label } from '#web/ui/label.ts'\nexport const a = label\n`,
    'server/ may not import web/',
  ],
  'web/a-server.ts': [
    `import { main } from '#server/main.ts'\nexport const a = main\n`,
    'web/ may not import server/',
  ],
  'web/a-node.ts': [
    `import { readFileSync } from 'node:fs'\nexport const a = readFileSync\n`,
    'may not import node:fs',
  ],
  'web/features/chat/a-feature.ts': [
    `import { queue } from '../queue/queue.ts'\nexport const a = queue\n`,
    'chat may not import queue',
  ],
  'web/features/chat/a-alias.ts': [
    `import { queue } from '#web/features/queue/queue.ts'\nexport const a = queue\n`,
    'chat may not import queue',
  ],
  'widget/a-value.ts': [
    `import { shape } from '#protocol/shape.ts'\nexport const a = shape\n`,
    'may import only types from protocol/',
  ],
  'widget/a-package.ts': [
    `import { useState } from 'react'\nexport const a = useState\n`,
    'may not import the package react',
  ],
  'sdk/a-server.ts': [
    `import { main } from '#server/main.ts'\nexport const a = main\n`,
    'sdk/ may not import server/',
  ],
  'server/utils.ts': [`export const a = 1\n`, 'is a drawer'],
  'server/a-floating.ts': [
    `const work = async (): Promise<void> => {}\nexport const a = (): void => { work() }\n`,
    'Promises must be awaited',
  ],
}

/** TypeScript names a file from outside only once, so each of these reaches for another one. */
const refusedByCompiler: Record<string, string> = {
  'core/a-re-export.ts': 'TS6059',
  'core/a-relative.ts': 'TS6059',
  'core/a-inline-type.ts': 'TS6059',
  'core/a-dynamic.ts': 'TS6059',
  'core/a-node.ts': 'node:fs',
  'core/a-timer.ts': 'setTimeout',
  'core/a-fetch.ts': 'fetch',
  'web/a-node.ts': 'node:fs',
}

const settings = ['package.json', '.oxlintrc.json', 'tsconfig.json', 'tsconfig.base.json', 'scripts/lint']
const folders = [
  'core',
  'protocol',
  'channels',
  'voice',
  'server',
  'web',
  'widget',
  'sdk',
  'scripts',
  'bench',
]

interface Run {
  readonly code: number | string
  readonly output: string
}

interface Diagnostic {
  readonly filename: string
  readonly message: string
}

let copy = ''

/** Runs one of the repository's own tools on the copy; a non-zero end is an answer here, not a failure. */
const run = (script: string, args: string[]): Promise<Run> =>
  new Promise((done) => {
    const command = [join(root, 'node_modules', script), ...args]
    execFile(process.execPath, command, { cwd: copy, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      done({ code: error?.code ?? 0, output: stdout + stderr })
    })
  })

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, source] of Object.entries(files)) {
    await mkdir(dirname(join(copy, path)), { recursive: true })
    await writeFile(join(copy, path), source)
  }
}

/** What the linter says of each file of the copy. */
async function lint(): Promise<Map<string, string>> {
  const { output } = await run('oxlint/bin/oxlint', ['--format=json'])
  const report = JSON.parse(output) as { readonly diagnostics: readonly Diagnostic[] }
  const complaints = new Map<string, string>()
  for (const { filename, message } of report.diagnostics) {
    complaints.set(filename, `${complaints.get(filename) ?? ''}${message}\n`)
  }
  return complaints
}

const compile = (folder: string): Promise<Run> =>
  run('typescript/bin/tsc', ['--pretty', 'false', '-p', folder])

beforeAll(async () => {
  copy = await realpath(await mkdtemp(join(tmpdir(), 'atiende-import-rules-')))
  for (const path of settings) await cp(join(root, path), join(copy, path), { recursive: true })
  for (const folder of folders) {
    await cp(join(root, folder, 'tsconfig.json'), join(copy, folder, 'tsconfig.json'))
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  await write(allowed)
})

afterAll(async () => {
  await rm(copy, { recursive: true, force: true })
})

describe('files that keep the import rules', () => {
  it('satisfy the linter', async () => {
    expect(await lint()).toEqual(new Map())
  })

  it.each(['core', 'protocol', 'server', 'web', 'widget'])('satisfy the compiler in %s/', async (folder) => {
    const { code, output } = await compile(folder)
    expect(code, output).toBe(0)
  })
})

describe('files that break the import rules', () => {
  let complaints = new Map<string, string>()
  const errors = new Map<string, string>()

  beforeAll(async () => {
    await write(Object.fromEntries(Object.entries(forbidden).map(([path, [source]]) => [path, source])))
    complaints = await lint()
    for (const folder of ['core', 'web']) errors.set(folder, (await compile(folder)).output)
  })

  it.each(Object.entries(forbidden))('the linter refuses %s', (path, [, complaint]) => {
    expect(complaints.get(path)).toContain(complaint)
  })

  it.each(Object.entries(refusedByCompiler))('the compiler refuses %s', (path, complaint) => {
    const [folder = ''] = path.split('/')
    const ofThisFile = errors
      .get(folder)
      ?.split('\n')
      .filter((line) => line.startsWith(`${path}(`))
    expect(ofThisFile?.join('\n')).toContain(complaint)
  })

  it('are the only ones refused', () => {
    expect([...complaints.keys()].filter((path) => !(path in forbidden))).toEqual([])
  })
})
