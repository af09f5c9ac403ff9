import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase, type Database } from '../database.ts'
import type { DatabaseAddress } from '../database-address.ts'
import { dynamicStatement } from '../statement.ts'
import { silentLog } from '../store-log.ts'
import { startServerProcess, type ServerProcess, type ServerProcessOptions } from '../test/server-process.ts'
import { makeTemporaryFolder, temporaryFolder } from '../test/temporary-folder.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'
import { identityOf } from './process-identity.ts'

// One data directory for most of these tests, because each first start takes a second: the rows must be there
// whatever the tests before have killed.

const runAs = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined
const settings = { fsync: 'off' }
const addRow = dynamicStatement<never, [string]>('insert into kept (text) values ($1)')
const readRows = dynamicStatement<{ text: string }>('select text from kept order by text')

let dataDir: string
let expectedRows: string[] = []

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings })
  onTestFinished(async () => await postgres.close())
  return postgres
}

async function startServer(options?: ServerProcessOptions): Promise<ServerProcess> {
  const server = await startServerProcess('embedded-server.ts', [dataDir], options)
  onTestFinished(async () => await server.end('SIGTERM'))
  return server
}

async function open(address: DatabaseAddress): Promise<Database> {
  const database = await openDatabase({ address, log: silentLog })
  onTestFinished(async () => await database.close())
  return database
}

async function keepRow(database: Database, text: string): Promise<void> {
  await database.execute(addRow, [text])
  expectedRows = [...expectedRows, text].toSorted()
}

async function rows(database: Database): Promise<string[]> {
  return (await database.query(readRows)).map(({ text }) => text)
}

async function expectRowsAfterStart(): Promise<void> {
  const postgres = await start()
  expect(await rows(await open(postgres.connection))).toEqual(expectedRows)
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10)
}

async function hasEnded(pid: number): Promise<boolean> {
  return (await identityOf(pid)) === undefined
}

async function readLog(): Promise<string> {
  return await readFile(path.join(dataDir, 'postgres/postgres.log'), 'utf8')
}

/** A program that PostgreSQL's user runs, like any other that may get a number which PostgreSQL once had. */
async function startStranger(script: string): Promise<{ pid: number; said: string }> {
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], ...runAs })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data')
  return { pid: child.pid ?? 0, said: String(said) }
}

/** As after a kill of PostgreSQL, when its number has been given out again. */
async function writeLocks(pid: number): Promise<void> {
  await writeFile(path.join(dataDir, 'postgres/cluster/postmaster.pid'), `${pid}\n${dataDir}\n0\n5432\n`)
  await writeFile(path.join(dataDir, 'postgres/socket/.s.PGSQL.5432.lock'), `${pid}\n`)
}

beforeAll(async () => {
  dataDir = await makeTemporaryFolder()
  // Made with an empty environment: nothing in the cluster may depend on it.
  const server = await startServerProcess('embedded-server.ts', [dataDir], { env: {} })
  const database = await openDatabase({ address: server.said as DatabaseAddress, log: silentLog })
  await database.execute(dynamicStatement('create table kept (text text primary key)'))
  await keepRow(database, 'first')
  await database.close()
  await server.end('SIGTERM')
})
afterAll(async () => await rm(dataDir, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a stop and a start, and the stop is a clean one', async () => {
    await expectRowsAfterStart()
    expect(await readLog()).not.toContain('not properly shut down')
  })

  it('stores text as UTF-8 and orders it the same everywhere, whatever the environment says', async () => {
    const database = await open((await start()).connection)
    const [found] = await database.query(
      dynamicStatement<{ encoding: string; provider: string; locale: string; upper: string; zone: string }>(
        "select current_setting('server_encoding') as encoding, datlocprovider as provider, datlocale as locale, " +
          "upper('ñandú') as upper, current_setting('timezone') as zone from pg_database where datname = current_database()",
      ),
    )
    expect(found).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', upper: 'ÑANDÚ', zone: 'UTC' })
  })

  it('listens on its socket only, for its own user only', async () => {
    const { connection } = await start()
    expect(connection.host).toBe(path.join(dataDir, 'postgres/socket'))
    const database = await open(connection)
    const show = dynamicStatement<{ addresses: string; mode: string }>(
      "select current_setting('listen_addresses') as addresses, current_setting('unix_socket_permissions') as mode",
    )
    expect(await database.query(show)).toEqual([{ addresses: '', mode: '0700' }])
  })

  it('refuses a second server on the same data directory, and the first goes on', async () => {
    const postgres = await start()
    const second = await startServer()
    expect(second.said).toEqual({
      problem: expect.stringContaining(
        `StartProblem: Another Atiende server (process ${process.pid}) is running`,
      ),
    })
    expect(await rows(await open(postgres.connection))).toEqual(expectedRows)
  })

  it('stops a PostgreSQL that a killed server has left running, and starts its own', async () => {
    // Without setpriv on its path, the server cannot ask for the death signal.
    const env = { PATH: path.dirname(process.execPath) }
    const server = await startServer({ env })
    await keepRow(await open(server.said as DatabaseAddress), 'before the server was killed')
    const orphan = await postmasterPid()
    await server.end('SIGKILL')
    expect(await hasEnded(orphan)).toBe(false)
    await expectRowsAfterStart()
    expect(await hasEnded(orphan)).toBe(true)
    expect(await readLog()).not.toContain('not properly shut down')
  })

  it('starts after the server and PostgreSQL were killed together', async () => {
    const server = await startServer()
    await keepRow(await open(server.said as DatabaseAddress), 'before both were killed')
    process.kill(server.pid, 'SIGSTOP')
    process.kill(await postmasterPid(), 'SIGKILL')
    await server.end('SIGKILL')
    await expectRowsAfterStart()
    expect(await readLog()).toContain('not properly shut down')
  })

  it('is started again when it alone was killed, and the open database goes on', async () => {
    const postgres = await start()
    const database = await open(postgres.connection)
    await keepRow(database, 'before PostgreSQL was killed')
    const killed = await postmasterPid()
    process.kill(killed, 'SIGKILL')
    while (
      !(await rows(database).then(
        () => true,
        () => false,
      )) ||
      (await postmasterPid()) === killed
    )
      await delay(20)
    expect(await rows(database)).toEqual(expectedRows)
  })

  it('ends when it is asked to while PostgreSQL is being started again', async () => {
    const postgres = await start()
    const killed = await postmasterPid()
    process.kill(killed, 'SIGKILL')
    while ((await postmasterPid().catch(() => killed)) === killed) await delay(1)
    const again = await postmasterPid()
    await postgres.close()
    expect(await hasEnded(again)).toBe(true)
  })

  it('starts when its lock files name another process, and lets that one live', async () => {
    const stranger = await startStranger('echo here; exec sleep 600')
    await writeLocks(stranger.pid)
    await expectRowsAfterStart()
    expect(await hasEnded(stranger.pid)).toBe(false)
  })

  it('starts when its lock files name a process that has ended and that nobody has buried', async () => {
    const parent = await startStranger('sh -c exit & echo $!; exec sleep 600')
    const zombie = Number.parseInt(parent.said, 10)
    while (!(await hasEnded(zombie))) await delay(5)
    await writeLocks(zombie)
    await expectRowsAfterStart()
    expect(await postmasterPid()).not.toBe(zombie)
  })

  it('says so when the data are of another major version', async () => {
    const folder = await temporaryFolder()
    const cluster = path.join(folder, 'postgres/cluster')
    await mkdir(cluster, { recursive: true })
    await writeFile(path.join(cluster, 'PG_VERSION'), '17\n')
    if (runAs !== undefined) await chown(cluster, runAs.uid, runAs.gid)
    await expect(start(folder)).rejects.toThrow(/PostgreSQL 17.*PostgreSQL 18.*DATABASE_URL/)
  })

  it('says so when the data directory is a file', async () => {
    const file = path.join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    await expect(start(file)).rejects.toThrow(/is not a directory. Set ATIENDE_DATA/)
  })
})
