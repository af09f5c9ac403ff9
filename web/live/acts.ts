/**
 * What an agent does, from the page's side: shown at once as the core would have it, sent, and then confirmed by the server's answer or undone
 * with a word about why. What the core refuses already is not sent.
 */
import type { FieldChange } from '#core/case/change-case.ts'
import type { ChannelKind } from '#core/channel-kind.ts'
import type { AgentId, DispositionId, InteractionId, OfferId, QueueId, ReasonId } from '#core/id.ts'
import type { DispositionPolicy } from '#core/disposition/policy.ts'
import type { PresenceEvent, WishTime } from '#core/presence/event.ts'
import type { TagChange } from '#core/tag/change-tags.ts'
import type { ChannelState } from '#core/presence/presence.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import type { Api, Changed, ChangedOwn, WorkspaceTag } from '../net/api.ts'
import { isKnownCode, type Answer, type Problem } from '../net/problem.ts'
import { foldLive, type LiveInput } from './fold.ts'
import type { LiveModel } from './model.ts'
import { stepOwn, stepView, type ViewEvent } from './step.ts'
import type { Store } from './store.ts'

export type ActOptions = {
  readonly store: Store<LiveModel>
  readonly api: Api
  readonly now: () => number
  /** Tells the person why something did not happen. */
  readonly tellProblem: (problem: Problem) => void
  readonly policyOf: (queueId: QueueId) => DispositionPolicy
  readonly agentName: (id: AgentId) => string | null
  readonly pendingWhileBusy: () => boolean
}

export type StateWish = {
  readonly state: ChannelState
  readonly reasonId?: ReasonId | null
  /** Absent: all channels. */
  readonly channels?: readonly ChannelKind[]
  /** While something is handled: now, or after it; absent: as the centre has set. */
  readonly when?: WishTime
}

/** Each resolves to whether it was done. */
export type Acts = ReturnType<typeof createActs>

export function createActs(options: ActOptions) {
  const { store, api } = options
  let lastWishId = 0
  const put = (input: LiveInput): void => store.update((model) => foldLive(model, input))

  function refuse(refusal: Refusal): false {
    options.tellProblem(problemOfRefusal(refusal, options.agentName))
    return false
  }

  async function change(
    interactionId: InteractionId,
    event: ViewEvent,
    ask: () => Promise<Answer<Changed>>,
  ): Promise<boolean> {
    const problem = await attempt(interactionId, event, ask)
    if (problem) options.tellProblem(problem)
    return problem === null
  }

  /** null: it was done. */
  async function attempt(
    interactionId: InteractionId,
    event: ViewEvent,
    ask: () => Promise<Answer<Changed>>,
  ): Promise<Problem | null> {
    const tracked = store.get().interactions.get(interactionId)
    const at = options.now()
    const wishId = ++lastWishId
    if (tracked) {
      const step = stepView(tracked.shown, event, at)
      if (isRefusal(step)) return problemOfRefusal(step, options.agentName)
      put({ type: 'wished', interactionId, wish: { id: wishId, event, at } })
    }
    const answer = await ask()
    put({
      type: 'answered',
      interactionId,
      wishId,
      ...(answer.ok ? { interaction: answer.value.interaction } : {}),
    })
    return answer.ok ? null : answer.problem
  }

  /** What was changed of a case goes one after the other: the second is made upon the first. */
  const caseChanges = new Map<InteractionId, Promise<unknown>>()

  function changeCase(id: InteractionId, changes: readonly FieldChange[]): Promise<Problem | null> {
    const before = caseChanges.get(id) ?? Promise.resolve()
    const done = attempt(id, { type: 'case-changed', changes }, async () => {
      await before
      return await api.changeCase(id, { changes: [...changes] })
    })
    caseChanges.set(id, done)
    void done.then(() => {
      if (caseChanges.get(id) === done) caseChanges.delete(id)
    })
    return done
  }

  async function changeOwn(event: PresenceEvent, ask: () => Promise<Answer<ChangedOwn>>): Promise<boolean> {
    const { own } = store.get()
    const at = options.now()
    const wishId = ++lastWishId
    if (own) {
      const step = stepOwn(own.shown, event, at)
      if (isRefusal(step)) return refuse(step)
      put({ type: 'state-wished', wish: { id: wishId, event, at } })
    }
    const answer = await ask()
    put({ type: 'state-answered', wishId, ...(answer.ok ? { own: answer.value.own } : {}) })
    if (!answer.ok) options.tellProblem(answer.problem)
    return answer.ok
  }

  const me = (): AgentId => store.get().me
  const policy = (id: InteractionId): DispositionPolicy => {
    const queueId = store.get().interactions.get(id)?.shown.queueId
    return queueId ? options.policyOf(queueId) : 'optional'
  }

  return {
    accept: (id: InteractionId, offerId: OfferId) =>
      change(id, { type: 'accepted', offerId, agentId: me() }, () => api.accept(id, offerId)),
    reject: (id: InteractionId, offerId: OfferId) =>
      change(id, { type: 'rejected', offerId, agentId: me() }, () => api.reject(id, offerId)),
    /** What waits, or what was stored. */
    take: (id: InteractionId) => {
      const isStored = store.get().interactions.get(id)?.shown.state.name === 'stored'
      return change(id, { type: isStored ? 'taken' : 'pulled', agentId: me() }, () => api.take(id))
    },
    assign: (id: InteractionId, agentId: AgentId) =>
      change(id, { type: 'assigned', agentId }, () => api.assign(id, agentId)),
    giveBack: (id: InteractionId) => change(id, { type: 'returned' }, () => api.giveBack(id)),
    transfer: (id: InteractionId, queueId: QueueId) =>
      change(id, { type: 'transferred', queueId }, () => api.transfer(id, queueId)),
    tag: (id: InteractionId, { add = [], remove = [] }: Partial<TagChange>) =>
      change(id, { type: 'tags-changed', add, remove }, () =>
        api.changeTags(id, { add: [...add], remove: [...remove] }),
      ),
    /** Words that become tags have no id before the server has answered: nothing is shown at once. null: it was refused. */
    async createTag(interactionId: InteractionId, word: string): Promise<readonly WorkspaceTag[] | null> {
      const answer = await api.changeTags(interactionId, { create: [word] })
      if (!answer.ok) {
        options.tellProblem(answer.problem)
        return null
      }
      put({ type: 'answered', interactionId, wishId: -1, interaction: answer.value.interaction })
      return answer.value.tags
    },
    /** Resolves to why it was not done, for whoever has the value at hand to tell; null: it was. */
    changeCase,
    end: (id: InteractionId) => change(id, { type: 'ended', by: 'agent' }, () => api.end(id)),
    dispose: (id: InteractionId, dispositionId: DispositionId | null) =>
      change(id, { type: 'disposed', dispositionId, policy: policy(id) }, () =>
        api.dispose(id, dispositionId),
      ),
    /** Everything the customer has said so far was seen; nobody needs to hear when that could not be noted. */
    async read(interactionId: InteractionId): Promise<boolean> {
      const answer = await api.read(interactionId)
      if (answer.ok)
        put({ type: 'answered', interactionId, wishId: -1, interaction: answer.value.interaction })
      return answer.ok
    },
    close: (id: InteractionId) => change(id, { type: 'closed', policy: policy(id) }, () => api.close(id)),

    askState: ({ state, reasonId = null, channels, when }: StateWish) =>
      changeOwn(
        {
          type: 'state-asked',
          channels: channels ?? 'all',
          state,
          reasonId,
          ...(when ? { when } : {}),
          pendingWhileBusy: options.pendingWhileBusy(),
        },
        () =>
          api.askState({
            state,
            reasonId,
            ...(channels ? { channels: [...channels] } : {}),
            ...(when ? { when } : {}),
          }),
      ),
    extendAfterWork: () => changeOwn({ type: 'after-work-extended' }, () => api.afterWork('extend')),
    finishAfterWork: () => changeOwn({ type: 'after-work-finished' }, () => api.afterWork('finish')),
  }
}

/** The core's "no" in the registry's words; who has it is told by name. */
export function problemOfRefusal(refusal: Refusal, agentName: (id: AgentId) => string | null): Problem {
  const code = isKnownCode(refusal.refused) ? refusal.refused : 'wrong-state'
  const agentId = refusal.details?.['agentId']
  const agent = typeof agentId === 'string' ? agentName(agentId as AgentId) : null
  return { code, details: { ...refusal.details, ...(agent === null ? {} : { agent }) } }
}
