/**
 * What happened while the line was gone: which conversations went back to the queue or to somebody else, and whether the own state is another one now.
 * Worked out from what the page knew before and what it learns first when it is back; silence means that nothing was lost.
 */
import type { InteractionId } from '#core/id.ts'
import { topState, type TopState } from '#core/presence/top-state.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { listOf, type LiveModel } from '#web/live/model.ts'

export type Absence = {
  readonly forMs: number
  /** They wait in line again, in their old place. */
  readonly returned: number
  /** Somebody else has them, or nobody any more. */
  readonly gone: number
  /** The own state, where nothing comes any more although it did before; null: that is as it was. */
  readonly stopped: TopState | null
}

export function absenceBetween(before: LiveModel, after: LiveModel, at: number): Absence | null {
  if (before.connection !== 'lost' || after.connection !== 'live' || before.lostAt === null) return null
  const missing = [...before.interactions.values()]
    .map(({ kept }) => kept)
    .filter((had) => listOf(had, before.me) === 'active')
    .map(({ id }) => ({ now: knownNow(after, id) }))
    .filter(({ now }) => now === null || !isStillOurs(now, after))
  const returned = missing.filter(({ now }) => now && ['waiting', 'offered'].includes(now.state.name)).length
  const gone = missing.length - returned
  const stopped = wasReceiving(before) && !wasReceiving(after) ? ownTop(after, at) : null
  if (returned + gone === 0 && stopped === null) return null
  return { forMs: Math.max(0, at - before.lostAt), returned, gone, stopped }
}

function knownNow(model: LiveModel, id: InteractionId): InteractionView | null {
  return model.interactions.get(id)?.kept ?? model.departed.find((one) => one.id === id) ?? null
}

/** Still in hand, or ended and to be closed. */
function isStillOurs(view: InteractionView, { me }: LiveModel): boolean {
  return listOf(view, me) === 'active' || listOf(view, me) === 'ended'
}

function wasReceiving({ own }: LiveModel): boolean {
  return Object.values(own?.kept.presence.channels ?? {}).some(({ state }) => state === 'ready')
}

const ownTop = ({ own }: LiveModel, at: number): TopState | null => own && topState(own.kept.presence, at)
