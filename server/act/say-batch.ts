/**
 * Gathers what is said while a write is under way and writes it together in the next one (`store/message-insert.ts`): the more that is said at
 * once, the fewer commits. One write is under way at a time; what the two sides of one conversation say never shares a write, and neither do two
 * messages of one conversation, so that their order is the order in which they came.
 */
import type { InteractionId } from '#core/id.ts'
import type { ConversationSummary } from '#core/interaction/summary.ts'
import type { Context } from '../context.ts'
import { insertSaidMessages, type InsertedMessage, type MessageInput } from '../store/message-insert.ts'

export type Said =
  | {
      readonly outcome: 'kept'
      readonly interactionId: InteractionId
      readonly position: number
      readonly version: number
      readonly seq: number
      /** The revision at which the draft is now that was emptied with it; null: none was. */
      readonly draftRevision: number | null
      readonly summary: ConversationSummary
    }
  /** The key was used before; look up what it stands for. */
  | { readonly outcome: 'double' }
  /** No open conversation takes it (or its owner is another). */
  | { readonly outcome: 'nowhere' }

type Entry = {
  readonly lane: string
  readonly input: Omit<MessageInput, 'n'>
  readonly resolve: (said: Said) => void
  readonly reject: (error: unknown) => void
}

export interface SayBatch {
  say(input: Omit<MessageInput, 'n'>): Promise<Said>
  /** Resolves when nothing is under way any more. */
  settle(): Promise<void>
}

const longestBatch = 200
const uniqueViolation = '23505'
/** What the database says of one value and not of itself: data that it cannot take, a constraint, a limit. */
const isOfOneValue = /^(22|23|54)/
const deadlock = '40P01'

export function createSayBatch(context: Pick<Context, 'database' | 'doorbell'>): SayBatch {
  let waiting: Entry[] = []
  let running: Promise<void> | null = null

  function take(): Entry[] {
    const direction = waiting[0]?.input.direction
    const lanes = new Set<string>()
    const batch: Entry[] = []
    const rest: Entry[] = []
    for (const entry of waiting) {
      const fits =
        entry.input.direction === direction && batch.length < longestBatch && !lanes.has(entry.lane)
      lanes.add(entry.lane)
      if (fits) batch.push(entry)
      else rest.push(entry)
    }
    waiting = rest
    return batch
  }

  async function write(batch: readonly Entry[]): Promise<void> {
    try {
      const rows = await insertSaidMessages(
        context.database,
        batch.map((entry, n) => ({ ...entry.input, n })),
      )
      settleAll(batch, rows)
      if (rows.length > 0) context.doorbell.ring('events')
      if ((batch[0]?.input.direction === 'out' && rows.length > 0) || (rows[0]?.pushes ?? 0) > 0)
        context.doorbell.ring('outbox')
    } catch (error) {
      await writeAlone(batch, error)
    }
  }

  /** One of them spoils the batch (a repeated key, something that cannot be kept): each for itself, in order. */
  async function writeAlone(batch: readonly Entry[], error: unknown): Promise<void> {
    const [only] = batch
    const code = errorCode(error)
    if (code === deadlock) return await write(batch)
    if (batch.length === 1 && only) {
      if (code === uniqueViolation) only.resolve({ outcome: 'double' })
      else only.reject(error)
      return
    }
    if (typeof code !== 'string' || !isOfOneValue.test(code)) {
      for (const entry of batch) entry.reject(error)
      return
    }
    for (const entry of batch) await write([entry])
  }

  async function run(): Promise<void> {
    // Everything said in this turn of the loop goes together.
    await Promise.resolve()
    while (waiting.length > 0) await write(take())
    running = null
  }

  return {
    async say(input) {
      return await new Promise<Said>((resolve, reject) => {
        waiting.push({
          lane: input.interactionId ?? `${input.accountId}|${input.externalUser}`,
          input,
          resolve,
          reject,
        })
        running ??= run()
      })
    },
    async settle() {
      while (running) await running
    },
  }
}

function settleAll(batch: readonly Entry[], rows: readonly InsertedMessage[]): void {
  const byNumber = new Map(rows.map((row) => [row.n, row]))
  for (const [n, entry] of batch.entries()) {
    const row = byNumber.get(n)
    entry.resolve(
      row
        ? {
            outcome: 'kept',
            interactionId: row.interaction_id,
            position: row.position,
            version: row.version,
            seq: row.seq_offset + row.position,
            draftRevision: row.draft_revision,
            summary: row.summary,
          }
        : { outcome: 'nowhere' },
    )
  }
}

function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
