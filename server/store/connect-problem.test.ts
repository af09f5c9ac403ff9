import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { inject, describe, expect, it, onTestFinished } from 'vitest'
import { unfitServer } from './connect-problem.ts'
import { openDatabase } from './database.ts'
import type { DatabaseAddress } from './database-address.ts'
import { StartProblem } from './start-problem.ts'
import { dynamicStatement } from './statement.ts'
import { silentLog } from './store-log.ts'
import { createEmptyDatabase } from './test/test-database.ts'

async function problemOf(address: DatabaseAddress): Promise<string> {
  const problem: unknown = await openDatabase({ address, log: silentLog }).then(
    async (database) => await database.close(),
    (error: unknown) => error,
  )
  expect(problem).toBeInstanceOf(StartProblem)
  return problem instanceof StartProblem ? problem.message : ''
}

/** A server on a free port. */
async function startServer(serve: (socket: Socket) => void): Promise<string> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    serve(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** PostgreSQL's way of refusing a connection. */
function refuse(socket: Socket, code: string, message: string): void {
  socket.once('data', () => {
    const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
    const head = Buffer.alloc(5)
    head.write('E')
    head.writeInt32BE(fields.length + 4, 1)
    socket.end(Buffer.concat([head, fields]))
  })
}

describe('a wrong DATABASE_URL', () => {
  it.each(['', 'localhost', 'mysql://ana@db/atiende', 'postgresql://ana:p@ss@[db/atiende'])(
    'that is no address is explained: %j',
    async (url) => {
      expect(await problemOf(url)).toMatch(/It looks like this: postgresql:\/\//)
    },
  )

  it('with an unknown host', async () => {
    expect(await problemOf('postgresql://ana:secret@no-such-host.invalid/atiende')).toMatch(
      /host is unknown \(no-such-host\.invalid:5432\)/,
    )
  })

  it('with a port where nothing answers', async () => {
    expect(await problemOf('postgresql://ana:secret@127.0.0.1:1/atiende')).toMatch(
      /nothing answers at 127\.0\.0\.1:1\b/,
    )
  })

  it('with a directory that holds no socket', async () => {
    expect(await problemOf('postgresql://ana@/atiende?host=/nowhere')).toMatch(
      /no database socket in \/nowhere:5432/,
    )
  })

  it('with a database that does not exist', async () => {
    const { database, ...server } = inject('templateDatabase')
    expect(database).toBe('atiende')
    expect(await problemOf({ ...server, database: 'missing' })).toMatch(
      /no database called "missing"\. Create it: create database/,
    )
  })

  it.each([
    ['28P01', 'password authentication failed', 'refuses the password of "ana"'],
    ['28000', 'no pg_hba.conf entry', 'does not let "ana" in (no pg_hba.conf entry)'],
    ['53300', 'too many clients', 'has no free connection'],
    ['XX000', 'out of ideas', 'answered: out of ideas'],
  ])('that the server refuses with %s', async (code, message, explanation) => {
    const where = await startServer((socket) => refuse(socket, code, message))
    const problem = await problemOf(`postgresql://ana:secret@${where}/atiende`)
    expect(problem).toContain(explanation)
    expect(problem).toContain(where)
    expect(problem).not.toContain('secret')
  })

  it('of a database that stores text in another encoding than UTF-8', async () => {
    const test = await createEmptyDatabase()
    onTestFinished(async () => await test.drop())
    await test.database.execute(
      dynamicStatement(
        `create database ${test.address.database}_ascii encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`,
      ),
    )
    expect(await problemOf({ ...test.address, database: `${test.address.database}_ascii` })).toMatch(
      /stores text as SQL_ASCII/,
    )
    await test.database.execute(dynamicStatement(`drop database ${test.address.database}_ascii`))
  })
})

describe('a server that answers', () => {
  it('is refused when it is older than 15', () => {
    const address = 'postgresql://ana:secret@db/atiende'
    expect(unfitServer({ version: 14, encoding: 'UTF8' }, address)?.message).toBe(
      'Cannot use the database: PostgreSQL at db:5432 is version 14, and Atiende needs 15 or newer.',
    )
    expect(unfitServer({ version: 15, encoding: 'UTF8' }, address)).toBeUndefined()
  })
})

describe('a database that is still starting', () => {
  it('is waited for', async () => {
    const { host, port, user, database } = inject('templateDatabase')
    let refusals = 0
    const where = await startServer((socket) => {
      refusals += 1
      if (refusals <= 2) refuse(socket, '57P03', 'the database system is starting up')
      else socket.pipe(connect(`${host}/.s.PGSQL.${port}`)).pipe(socket)
    })
    const opened = await openDatabase({
      address: `postgresql://${user}@${where}/${database}`,
      log: silentLog,
    })
    onTestFinished(async () => await opened.close())
    expect(refusals).toBe(3)
  })
})
