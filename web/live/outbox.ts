/**
 * Carries what the agent has said to the server: one at a time in each conversation and in order, again after a failure of the line, each under
 * its own `clientId`, so that trying twice is harmless. What waits is kept in the browser and survives a reload.
 */
import type { InteractionId } from '#core/id.ts'
import type { FileView, MessageQuote, MessageView, NewMessage } from '#protocol/message.ts'
import { backoffMs } from '../net/backoff.ts'
import { isPassing, type Answer } from '../net/problem.ts'
import { foldLive, type LiveInput } from './fold.ts'
import type { Keepsake } from './keepsake.ts'
import type { LiveModel } from './model.ts'
import { nextToSend, type Outgoing, type OutgoingList } from './outgoing.ts'
import type { Store } from './store.ts'

export type OutboxOptions = {
  readonly store: Store<LiveModel>
  readonly say: (id: InteractionId, message: NewMessage) => Promise<Answer<{ readonly message: MessageView }>>
  readonly keepsake: Keepsake<OutgoingList>
  readonly newId: () => string
  readonly now: () => number
  readonly dice: () => number
  readonly wait: (ms: number, then: () => void) => () => void
}

export type Outbox = {
  /** `draftRevision`: of the draft that this is; the server empties it with the message. */
  say(
    id: InteractionId,
    text: string,
    files: readonly FileView[],
    quote?: MessageQuote | null,
    draftRevision?: number | null,
  ): void
  /** Tries one that was refused again, as it is. */
  retry(clientId: string): void
  drop(clientId: string): void
  close(): void
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { store } = options
  let failures = 0
  let isPausing = false
  let isClosed = false
  let stopWaiting = (): void => {}
  const put = (input: LiveInput): void => store.update((model) => foldLive(model, input))

  const unsubscribe = store.subscribe(() => {
    options.keepsake.keep(store.get().outgoing)
    carry()
  })

  function carry(): void {
    if (isClosed || isPausing || store.get().connection !== 'live') return
    const next = nextToSend(store.get().outgoing)
    if (!next) return
    put({ type: 'say-state', clientId: next.clientId, state: 'sending' })
    void send(next)
  }

  async function send(one: Outgoing): Promise<void> {
    const { clientId, interactionId, text, files, quote, draftRevision } = one
    const answer = await options.say(interactionId, {
      clientId,
      text,
      fileIds: files.map(({ id }) => id),
      ...(quote ? { quotedMessageId: quote.messageId } : {}),
      ...(draftRevision ? { draftRevision } : {}),
    })
    if (isClosed) return
    if (answer.ok) {
      failures = 0
      put({ type: 'say-kept', message: answer.value.message })
    } else if (isPassing(answer.problem)) {
      failures += 1
      isPausing = true
      stopWaiting = options.wait(backoffMs(failures, options.dice()), () => {
        isPausing = false
        carry()
      })
      put({ type: 'say-state', clientId, state: 'queued', problem: answer.problem })
    } else {
      put({ type: 'say-state', clientId, state: 'refused', problem: answer.problem })
    }
    carry()
  }

  carry()
  return {
    say(interactionId, text, files, quote = null, draftRevision = null) {
      const clientId = options.newId()
      const at = options.now()
      put({
        type: 'said',
        outgoing: {
          clientId,
          interactionId,
          text,
          files,
          quote,
          draftRevision,
          at,
          state: 'queued',
          problem: null,
        },
      })
    },
    retry: (clientId) => put({ type: 'say-state', clientId, state: 'queued' }),
    drop: (clientId) => put({ type: 'say-dropped', clientId }),
    close() {
      isClosed = true
      stopWaiting()
      unsubscribe()
    },
  }
}

/** What was on its way when the page went is tried again: the server knows it by its `clientId` if it had arrived. */
export function outgoingAfterReload(kept: OutgoingList | null): OutgoingList {
  return (kept ?? []).map((one) => (one.state === 'sending' ? { ...one, state: 'queued' } : one))
}
