/**
 * After a commit somebody must look: this node at once, other nodes by a notification of the database, never inside the transaction (it would
 * make commits wait for one another). Rings are gathered: one notification is under way at a time.
 */
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Doorbell } from '../context.ts'
import type { Database } from '../store/database.ts'
import { statement } from '../store/statement.ts'

type Bell = Parameters<Doorbell['ring']>[0]
const bells: readonly Bell[] = ['events', 'outbox', 'timers', 'configuration']
const channel = 'atiende_doorbell'
const ringOthers = statement<never, [channel: string, payload: string]>(
  'doorbell.ring',
  'select pg_notify($1, $2)',
)

export async function hangDoorbell(
  database: Database,
  log: Logger,
  nodeId: string = randomUUID(),
): Promise<Doorbell & { close(): Promise<void> }> {
  const listeners = new Map<Bell, Set<() => void>>(bells.map((bell) => [bell, new Set()]))
  let toRing = new Set<Bell>()
  let ringing: Promise<void> | null = null

  function ringHere(bell: Bell): void {
    for (const listener of listeners.get(bell) ?? []) listener()
  }

  async function ringAcross(): Promise<void> {
    // Let what rings in the same turn go together.
    await new Promise((resolve) => setImmediate(resolve))
    while (toRing.size > 0) {
      const rung = [...toRing]
      toRing = new Set()
      await database.execute(ringOthers, [channel, `${nodeId} ${rung.join(',')}`]).catch((error: unknown) => {
        // The others look by themselves every second.
        log.warn({ err: error }, 'Other servers could not be told that there is something new.')
      })
    }
    ringing = null
  }

  const stop = await database.listen(channel, (payload) => {
    const [from, names] = payload.split(' ')
    if (from === nodeId) return
    // Without names the connection is new: anything may have happened meanwhile.
    for (const bell of bells) if (names === undefined || names.split(',').includes(bell)) ringHere(bell)
  })

  return {
    ring(bell) {
      ringHere(bell)
      toRing.add(bell)
      ringing ??= ringAcross()
    },
    on(bell, listener) {
      listeners.get(bell)?.add(listener)
      return () => listeners.get(bell)?.delete(listener)
    },
    async close() {
      await ringing
      await stop()
    },
  }
}
