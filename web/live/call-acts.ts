/**
 * What an agent does with a call: shown at once as the core would have it, sent, then confirmed by the server's answer or undone with a word why.
 * Acts with one call go one after the other, as they were pressed. What only the server can decide (whom a queue's call goes to, which slot) is
 * `pending` meanwhile.
 */
import type { CallEvent } from '#core/call/event.ts'
import type { AgentId, CallId, PartyId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import type { CallActInput, CallTarget, CallView, EndedInvitation } from '#protocol/call.ts'
import type { LiveEvent } from '#protocol/live.ts'
import type { Api } from '../net/api.ts'
import type { Problem } from '../net/problem.ts'
import { problemOfRefusal } from './acts.ts'
import { agentIdOf, isIn, partyOfAgent, partyWithRole } from './call-party.ts'
import { stepCallView } from './call-step.ts'
import { foldLive, type LiveInput } from './fold.ts'
import type { LiveModel } from './model.ts'
import { createStore, type Store } from './store.ts'

export type CallActOptions = {
  readonly store: Store<LiveModel>
  readonly api: Pick<Api, 'callAct' | 'startCall' | 'retrieveParked'>
  readonly now: () => number
  readonly tellProblem: (problem: Problem) => void
  readonly agentName: (id: AgentId) => string | null
}

/** Somebody whom this agent called and who did not come. */
export type EndedCall = EndedInvitation & { readonly call: CallView }

/** A call that goes on without this agent, who did not say so. */
export type LostCall = { readonly call: CallView; readonly ownerId: AgentId }

export type CallActs = ReturnType<typeof createCallActs>

/** How long the page takes it to ring or join; the server's own alarm follows with its answer. */
const guessedMs = 20_000
const guessedParty: PartyId = 'pty_wished'

export function createCallActs({ store, api, now, tellProblem, agentName }: CallActOptions) {
  let lastWishId = 0
  const put = (input: LiveInput): void => store.update((model) => foldLive(model, input))
  const pending = createStore<ReadonlySet<string>>(new Set())
  const ended = createStore<EndedCall | null>(null)
  const lost = createStore<LostCall | null>(null)
  const turns = new Map<CallId, Promise<unknown>>()

  /** In the order in which they were pressed. */
  function inTurn<Value>(id: CallId, ask: () => Promise<Value>): Promise<Value> {
    const before = turns.get(id) ?? Promise.resolve()
    const turn = before.then(ask)
    turns.set(id, turn)
    void turn.finally(() => {
      if (turns.get(id) === turn) turns.delete(id)
    })
    return turn
  }

  /** Resolves to whether it was done. */
  async function act(id: CallId, what: CallActInput): Promise<boolean> {
    const known = store.get().calls.get(id)
    const at = now()
    const event = known ? eventOf(what, known.view, store.get().me, at) : null
    const wishId = ++lastWishId
    if (known && event) {
      const step = stepCallView(known.view, event, at)
      if (isRefusal(step)) {
        tellProblem(problemOfRefusal(step, agentName))
        return false
      }
      put({ type: 'call-wished', callId: id, wish: { id: wishId, event, at } })
    }
    const key = pendingKey(id, what.type)
    if (!event && what.type !== 'press') pending.update((before) => new Set([...before, key]))
    const answer = await inTurn(id, () => api.callAct(id, what))
    pending.update((before) => (before.has(key) ? new Set([...before].filter((one) => one !== key)) : before))
    if (answer.ok) put({ type: 'call-answered', call: answer.value.call, wishId })
    else {
      put({ type: 'call-refused', callId: id, wishId })
      tellProblem(answer.problem)
    }
    return answer.ok
  }

  return {
    act,
    /** Which acts wait for the server, as `pendingKey` says them. */
    pending: pending as Pick<Store<ReadonlySet<string>>, 'get' | 'subscribe'>,
    /** The last one that was called and did not come. */
    ended: ended as Pick<Store<EndedCall | null>, 'get' | 'subscribe'>,
    lost: lost as Pick<Store<LostCall | null>, 'get' | 'subscribe'>,
    /** To be called before the events are folded: of a call that is over nobody is left in it to be told. */
    hear(events: readonly LiveEvent[]): void {
      for (const event of events) {
        if (event.type !== 'call-changed') continue
        const { invitation, call, left } = event
        const { calls, me } = store.get()
        const before = calls.get(call.id)?.view
        // Everybody in it hears of it, and whoever supervises; it is the business of who called.
        if (invitation && ownerIdOf(before ?? call) === me) ended.update(() => ({ ...invitation, call }))
        const ownerId = ownerIdOf(call)
        const isSent = ownActs.some((what) => pending.get().has(pendingKey(call.id, what)))
        if (left && before && isIn(before, me) && ownerId && ownerId !== me && !isSent)
          lost.update(() => ({ call, ownerId }))
      }
    },
    /** null: it was refused, and the person was told. */
    async start(target: CallTarget): Promise<CallView | null> {
      const answer = await api.startCall(target)
      if (!answer.ok) {
        tellProblem(answer.problem)
        return null
      }
      put({ type: 'call-answered', call: answer.value.call })
      return answer.value.call
    },
    async retrieve(slot: string) {
      const answer = await api.retrieveParked(slot)
      if (!answer.ok) {
        tellProblem(answer.problem)
        return null
      }
      const { interaction } = answer.value
      put({ type: 'answered', interactionId: interaction.id, wishId: -1, interaction })
      return interaction
    },
  }
}

/** By which an agent leaves a call without its being shown at once. */
const ownActs = ['transfer', 'park'] as const satisfies readonly CallActInput['type'][]

function ownerIdOf(view: CallView): AgentId | null {
  const owner = partyWithRole(view, 'owner')
  return owner && agentIdOf(owner)
}

export const pendingKey = (id: CallId, what: CallActInput['type']): string => `${id}:${what}`

/** What the core will be told; null: that is decided on the server, or nothing of it is seen. */
function eventOf(act: CallActInput, view: CallView, me: AgentId, at: number): CallEvent | null {
  const own = partyOfAgent(view, me)
  const untilAt = at + guessedMs
  switch (act.type) {
    case 'hold':
      return { type: 'held' }
    case 'resume':
      return { type: 'resumed' }
    case 'mute':
      return own && { type: 'muted', partyId: own.id, on: act.on }
    case 'invite':
      return 'agentId' in act.target
        ? {
            type: 'invited',
            partyId: guessedParty,
            who: { kind: 'agent', agentId: act.target.agentId },
            as: act.as,
            untilAt,
          }
        : null
    case 'answer':
      return own && { type: 'invitation-accepted', partyId: own.id, untilAt }
    case 'refuse':
      return own && { type: 'invitation-ended', partyId: own.id, why: 'refused' }
    case 'turn':
      return { type: 'turned', to: act.to }
    case 'merge':
      return { type: 'merged' }
    case 'hand-over':
      return { type: 'handed-over', partyId: act.partyId, stay: act.stay ?? false }
    case 'remove':
      return { type: 'removed', partyId: act.partyId }
    case 'leave':
      return own && { type: 'left', partyId: own.id }
    case 'record':
      return { type: 'recording-set', to: act.to }
    case 'monitor':
      return own
        ? { type: 'monitor-changed', partyId: own.id, mode: act.mode }
        : { type: 'monitored', partyId: guessedParty, agentId: me, mode: act.mode, untilAt }
    case 'take-over':
      return own && { type: 'taken-over', partyId: own.id }
    case 'press':
    case 'transfer':
    case 'park':
      return null
  }
}
