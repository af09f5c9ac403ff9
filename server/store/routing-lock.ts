/**
 * At most one node routes. The lock is held by the session of a connection of its own: when this process dies, the database lets go of it at once and
 * another node (or this one, started again) takes over.
 */
import pg from 'pg'
import { connectionSettings } from './database-address.ts'
import type { Database } from './database.ts'
import { takeFence } from './lease.ts'
import { nodeLockClass } from './outbox-row.ts'
import type { StoreLog } from './store-log.ts'

const lockKey = 4_711_001
const tryAgainMs = 500

export interface RoutingLock {
  close(): Promise<void>
}

/** `onHeld` with the new fence when this node may route, `onLost` when it may no longer. */
export function contendForRouting(
  database: Database,
  log: StoreLog,
  nodeId: string,
  handlers: { readonly onHeld: (fence: number) => Promise<void>; readonly onLost: () => void },
): RoutingLock {
  let closed = false
  let held: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let trying: Promise<void> = contend()

  function retry(): void {
    trying = contend()
  }

  function again(): void {
    if (!closed) timer = setTimeout(retry, tryAgainMs)
  }

  async function contend(): Promise<void> {
    const client = new pg.Client(connectionSettings(database.address))
    let over = false
    const lose = (): void => {
      if (over) return
      over = true
      if (held === client) {
        held = null
        handlers.onLost()
      }
      void client.end().catch(() => undefined)
      again()
    }
    client.on('error', lose)
    client.on('end', lose)
    try {
      await client.connect()
      // Says that this node lives, for as long as the connection does: see `releaseClaimsOfTheGone`.
      await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [nodeLockClass, nodeId])
      while (!closed && !over) {
        const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
          lockKey,
        ])
        if (rows[0]?.got) {
          held = client
          await handlers.onHeld(await takeFence(database, 'routing', nodeId, Date.now()))
          return
        }
        await new Promise((resolve) => setTimeout(resolve, tryAgainMs))
      }
      if (closed) await client.end()
    } catch (error) {
      if (!closed) log.warn({ err: error }, 'The routing lock could not be asked for; trying again.')
      lose()
    }
  }

  return {
    async close() {
      closed = true
      clearTimeout(timer)
      const client = held
      held = null
      await client?.end().catch(() => undefined)
      await trying
    },
  }
}
