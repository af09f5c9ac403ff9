/**
 * What the same machine needs at the same moment for the bare parts: a message to another process and back over a socket, and one row kept by
 * the same database. Measured now and then while the real thing runs.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { superuser } from '#server/store/embedded/cluster.ts'
import { WebSocket } from 'ws'

export interface Yardsticks {
  readonly echoes: readonly number[]
  readonly inserts: readonly number[]
  close(): Promise<void>
}

const everyMs = 50

/** `dataDir`: of a server with an embedded database. */
export async function layYardsticks(dataDir: string): Promise<Yardsticks> {
  const echoes: number[] = []
  const inserts: number[] = []
  const program = fileURLToPath(new URL('echo.ts', import.meta.url))
  const echo = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [port] = (await once(echo.stdout, 'data')) as [Buffer]
  const socket = new WebSocket(`ws://127.0.0.1:${port.toString().trim()}`)
  await once(socket, 'open')
  const database = new pg.Client({
    host: path.join(dataDir, 'postgres', 'socket'),
    user: superuser,
    database: 'atiende',
  })
  await database.connect()
  await database.query(
    'create table if not exists bench_row (id bigint generated always as identity primary key, text text not null)',
  )

  let closed = false
  async function repeat(into: number[], once: () => Promise<unknown>): Promise<void> {
    while (!closed) {
      const before = performance.now()
      await once()
      into.push(performance.now() - before)
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
  }
  const insert = {
    name: 'bench',
    text: 'insert into bench_row (text) values ($1)',
    values: ['¿Cuándo llega mi pedido?'],
  }
  const running = [
    repeat(inserts, async () => await database.query(insert)),
    repeat(echoes, async () => {
      const answered = once(socket, 'message')
      socket.send('¿Cuándo llega mi pedido?')
      await answered
    }),
  ]

  return {
    echoes,
    inserts,
    async close() {
      closed = true
      await Promise.all(running)
      socket.close()
      await database.end()
      echo.stdin.end()
      await once(echo, 'exit')
    },
  }
}
