import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from './store/test/test-database.ts'

// Each test starts a process or two, which takes a second on a quiet machine and several on a busy one.
vi.setConfig({ testTimeout: 30_000 })

let test: TestDatabase
let folder: string
const children: ChildProcess[] = []

beforeAll(async () => {
  test = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'atiende-main-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})
afterAll(async () => {
  await test.drop()
  await rm(folder, { recursive: true, force: true })
})

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      HOST: '127.0.0.1',
      ATIENDE_DATA: folder,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const saysReady = async (): Promise<void> => {
    while (!said.out.includes('Atiende is ready'))
      await Promise.race([once(child.stdout, 'data'), ended.then(() => Promise.reject(new Error(said.err)))])
  }
  return { child, said, ended, saysReady }
}

describe('npm start', () => {
  it('tells every mistake in the environment and starts nothing', async () => {
    const { said, ended } = start({ PORT: 'eighty', DATABASE_URL: 'mysql://db', ATIENDE_LOG: 'loud' })
    expect(await ended).toBe(2)
    expect(said.err.trim().split('\n')).toHaveLength(3)
    expect(said.out).toBe('')
  })

  it('tells in one line what a person has to do first, without a stack', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const taken = start({ PORT: String(port), DATABASE_URL: test.url })
    const nowhere = start({ PORT: '0', DATABASE_URL: 'postgresql://atiende@127.0.0.1:1/atiende' })
    expect([await taken.ended, await nowhere.ended]).toEqual([1, 1])
    expect(taken.said.err.trim()).toBe(
      `Port ${port} is in use by another program. Choose another one with PORT=… or end that program.`,
    )
    expect(nowhere.said.err.trim()).toMatch(/^Cannot use the database: .*127\.0\.0\.1:1/)
    expect(nowhere.said.err.trim()).not.toContain('\n')
    other.close()
  })

  it('shows where it is and the code of the first visit, and ends at a signal, once however often it comes', async () => {
    const { child, said, ended, saysReady } = start({
      PORT: '0',
      DATABASE_URL: test.url,
      ATIENDE_LOG: 'info',
    })
    await saysReady()
    await expect.poll(() => said.out).toMatch(/become the owner: [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\n/)
    const url = /ready: (http:\S+)/.exec(said.out)?.[1] ?? ''
    expect((await fetch(`${url.replace('localhost', '127.0.0.1')}/readyz`)).status).toBe(200)
    child.kill('SIGTERM')
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(said.err).toBe('')
  })

  it('ends as well when it is told to before it is ready', async () => {
    const { child, ended, said } = start({ PORT: '0', DATABASE_URL: test.url })
    await once(child.stdout, 'data')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(said.err).toBe('')
  })
})
