import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { connectionSettings, type DatabaseAddress } from './database-address.ts'
import type { StoreLog } from './store-log.ts'

/**
 * One connection that only listens. PostgreSQL keeps nothing for a listener that is away, so a notification is
 * a doorbell and never the news itself: whoever hears it looks into the tables. For the same reason every
 * handler is called once, with an empty payload, after each connection, the first one included: something may
 * have happened meanwhile.
 */
export interface Listener {
  /** Resolves when listening has begun, however long the database is away. The result stops this handler. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

const firstRetryMs = 50
const longestRetryMs = 5_000
/** A connection whose other end vanished without a word is noticed by asking. */
const askEveryMs = 15_000
const answerWithinMs = 10_000

export function openListener(address: DatabaseAddress, log: StoreLog): Listener {
  const channels = new Map<string, Set<(payload: string) => void>>()
  const closing = new AbortController()
  let connected: pg.Client | undefined
  let opening: Promise<void> | undefined

  const call = (handler: (payload: string) => void, payload: string): void => {
    try {
      handler(payload)
    } catch (error) {
      log.error({ err: error }, 'A handler of database notifications failed.')
    }
  }

  const hangUp = (client: pg.Client): void => void client.end().catch(() => undefined)

  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      ...connectionSettings(address),
      query_timeout: answerWithinMs,
      pipeline: true,
    })
    client.on('error', (error) =>
      log.warn({ reason: error.message }, 'The listening connection to the database was lost.'),
    )
    client.on('notification', ({ channel, payload }) => {
      for (const handler of channels.get(channel) ?? []) call(handler, payload ?? '')
    })
    const asking = setInterval(
      () => void client.query('select 1').catch(() => hangUp(client)),
      askEveryMs,
    ).unref()
    client.once('end', () => {
      clearInterval(asking)
      if (connected !== client) return
      connected = undefined
      if (channels.size > 0) void keepConnected()
    })
    try {
      await client.connect()
      // A channel that is added while we are busy here is seen by this loop.
      for (const channel of channels.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      clearInterval(asking)
      hangUp(client)
      throw error
    }
    connected = client
    for (const handlers of channels.values()) for (const handler of handlers) call(handler, '')
  }

  const connectUntilDone = async (): Promise<void> => {
    for (
      let retryMs = firstRetryMs;
      !closing.signal.aborted;
      retryMs = Math.min(longestRetryMs, retryMs * 2)
    ) {
      try {
        return await connect()
      } catch (error) {
        log.warn({ err: error, retryMs }, 'Cannot listen to the database; trying again.')
      }
      await delay(retryMs, undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }

  const keepConnected = async (): Promise<void> => {
    opening ??= connectUntilDone().finally(() => {
      opening = undefined
    })
    await opening
  }

  const listen: Listener['listen'] = async (channel, handler) => {
    const handlers = channels.get(channel) ?? new Set()
    channels.set(channel, handlers.add(handler))
    const client = connected
    if (client === undefined) {
      await keepConnected()
    } else {
      // When the connection breaks here, the next one listens to this channel too.
      await client.query(`listen ${pg.escapeIdentifier(channel)}`).catch(keepConnected)
      call(handler, '')
    }
    return async () => {
      handlers.delete(handler)
      if (handlers.size > 0 || channels.get(channel) !== handlers) return
      channels.delete(channel)
      await connected?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined)
    }
  }

  const close = async (): Promise<void> => {
    closing.abort()
    channels.clear()
    await opening
    const client = connected
    connected = undefined
    await client?.end().catch(() => undefined)
  }

  return { listen, close }
}
