/** What agents, supervisors and the clock do with an agent's state. */
import type { AgentId } from '#core/id.ts'
import { may, type Actor } from '#core/permission/may.ts'
import type { PresenceEvent } from '#core/presence/event.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { AskState, ForceState, OwnStateView } from '#protocol/agent-state.ts'
import type { Context } from '../context.ts'
import { countOtherSessions, dropSessionPages } from '../store/agent-page-row.ts'
import { readOpenCallsOf } from '../store/call-record.ts'
import { readHeldInteractionIds } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import { leaveCalls } from './leave-calls.ts'
import { act, type Unit } from './unit.ts'

type Outcome = Promise<{ own: OwnStateView } | Refusal>

async function change(context: Context, agentId: AgentId, event: PresenceEvent): Outcome {
  const done = await act(context, async (unit) => {
    await lockOffered(unit, agentId)
    return (await unit.applyToAgent(agentId, event)) ?? unit
  })
  return isRefusal(done) ? done : await own(done, agentId)
}

async function own(unit: Unit, agentId: AgentId): Outcome {
  const record = await unit.presence(agentId)
  return record ? { own: { presence: record.presence, version: record.version } } : refuse('not-found')
}

/** Interactions are locked before agents, everywhere and in one order: the other way round two acts could wait for each other. */
async function lockOffered(unit: Unit, agentId: AgentId): Promise<void> {
  const record = await readPresence(unit.transaction, agentId)
  const ids = record?.presence.offers.map(({ interactionId }) => interactionId) ?? []
  for (const id of ids.toSorted()) await unit.interaction(id)
}

/** All that an agent's going away may change, and the agent: interactions, then calls, then the agent. */
export async function lockAgent(unit: Unit, agentId: AgentId): Promise<void> {
  const record = await readPresence(unit.transaction, agentId)
  const calls = (await readOpenCallsOf(unit.transaction, agentId)).map(({ call }) => call)
  const { offers = [], handling = [] } = record?.presence ?? {}
  const ids = new Set([
    ...[...offers, ...handling].map(({ interactionId }) => interactionId),
    ...calls.flatMap(({ interactionId }) => interactionId ?? []),
  ])
  for (const id of [...ids].toSorted()) await unit.interaction(id)
  for (const id of calls.map((call) => call.id).toSorted()) await unit.call(id)
  await unit.presence(agentId)
}

export async function askState(
  context: Context,
  actor: Actor,
  wish: Required<Pick<AskState, 'state' | 'reasonId'>> & Pick<AskState, 'channels' | 'when'>,
): Outcome {
  if (wish.reasonId && !context.configuration.reason(wish.reasonId))
    return refuse('unknown-reference', { what: wish.reasonId })
  const { pendingWhileBusy } = context.configuration.centre()
  return await change(context, actor.agentId, {
    type: 'state-asked',
    channels: wish.channels ?? 'all',
    state: wish.state,
    reasonId: wish.reasonId,
    ...(wish.when ? { when: wish.when } : {}),
    pendingWhileBusy,
  })
}

export async function forceState(
  context: Context,
  actor: Actor,
  agentId: AgentId,
  wish: Required<Omit<ForceState, 'channels'>> & Pick<ForceState, 'channels'>,
): Outcome {
  const allowed = may(actor, 'force-state')
  if (allowed !== true) return allowed
  if (wish.reasonId && !context.configuration.reason(wish.reasonId))
    return refuse('unknown-reference', { what: wish.reasonId })
  return await change(context, agentId, {
    type: 'state-forced',
    channels: wish.channels ?? 'all',
    state: wish.state,
    reasonId: wish.reasonId,
  })
}

export async function afterWork(context: Context, actor: Actor, wish: 'extend' | 'finish'): Outcome {
  return await change(context, actor.agentId, {
    type: wish === 'extend' ? 'after-work-extended' : 'after-work-finished',
  })
}

export function lostTimerKey(agentId: AgentId): string {
  return `agent-lost:${agentId}`
}

export function giveBackTimerKey(agentId: AgentId): string {
  return `give-back:${agentId}`
}

/** A page of the agent is there: signed in, or back in time. */
export async function agentConnected(context: Context, agentId: AgentId): Outcome {
  const done = await act(context, async (unit) => {
    const record = await unit.presence(agentId)
    if (!record) return refuse('not-found')
    unit.cancelTimer(giveBackTimerKey(agentId))
    unit.setTimer(lostTimer(context, agentId, unit.at))
    if (!record.presence.online) {
      const refused = await unit.applyToAgent(agentId, {
        type: record.presence.beforeLost ? 'reconnected' : 'signed-in',
      })
      if (refused) return refused
    }
    return unit
  })
  return isRefusal(done) ? done : await own(done, agentId)
}

function lostTimer(context: Context, agentId: AgentId, at: number) {
  return {
    key: lostTimerKey(agentId),
    dueAt: at + context.configuration.centre().lostAfterMs,
    kind: 'agent-lost' as const,
    subjectId: agentId,
    body: {},
  }
}

/** The dead man's switch: moved forward while a page is connected; it rings when nobody moves it any more. */
export function lostTimers(context: Context, agentIds: readonly AgentId[]) {
  const at = context.now()
  return agentIds.map((agentId) => lostTimer(context, agentId, at))
}

export async function agentSignedOut(context: Context, agentId: AgentId): Outcome {
  const done = await act(context, async (unit) => (await leaveWork(unit, agentId)) ?? unit)
  return isRefusal(done) ? done : await own(done, agentId)
}

/** Whose page was seen since then is there: a door says so three times as often. */
const seenSince = (context: Context, at: number): number => at - context.configuration.centre().lostAfterMs

/** On how many other devices this agent has the page open. */
export async function otherDevices(context: Context, agentId: AgentId, sessionId: string): Promise<number> {
  return await countOtherSessions(context.database, agentId, sessionId, seenSince(context, context.now()))
}

/**
 * Signed out on one device: the agent goes on working where another one is connected. Decided under the agent's lock, so that of two devices that
 * sign out together the second one knows of the first.
 */
export async function deviceSignedOut(context: Context, agentId: AgentId, sessionId: string): Outcome {
  const done = await act(context, async (unit) => {
    await lockAgent(unit, agentId)
    await dropSessionPages(unit.transaction, sessionId)
    const others = await countOtherSessions(unit.transaction, agentId, sessionId, seenSince(context, unit.at))
    return others > 0 ? unit : ((await leaveWork(unit, agentId)) ?? unit)
  })
  return isRefusal(done) ? done : await own(done, agentId)
}

/** Signed out, with nothing left in the agent's hands. */
export async function leaveWork(unit: Unit, agentId: AgentId): ReturnType<Unit['applyToAgent']> {
  unit.cancelTimer(lostTimerKey(agentId))
  unit.cancelTimer(giveBackTimerKey(agentId))
  await giveBackAll(unit, agentId, 'all')
  return await unit.applyToAgent(agentId, { type: 'signed-out' })
}

/** Nothing was heard from the agent's pages for the grace time (P13). */
export async function agentLost(context: Context, unit: Unit, agentId: AgentId): Promise<void> {
  await lockAgent(unit, agentId)
  const record = await unit.presence(agentId)
  if (!record?.presence.online) return
  await leaveCalls(unit, agentId, 'ringing')
  await unit.applyToAgent(agentId, { type: 'lost' })
  unit.setTimer({
    key: giveBackTimerKey(agentId),
    dueAt: unit.at + context.configuration.centre().giveBackAfterMs,
    kind: 'give-back',
    subjectId: agentId,
    body: {},
  })
}

/**
 * What the agent held goes back to its old place in line (I13), under the agent's lock, so that nothing is given meanwhile. With `silent`, who can be heard
 * in a call is there, whatever has become of the page: that call is given back when its sound is lost, too (K28).
 */
export async function giveBackAll(unit: Unit, agentId: AgentId, calls: 'silent' | 'all'): Promise<void> {
  await lockAgent(unit, agentId)
  const kept = await leaveCalls(unit, agentId, calls)
  for (const id of await readHeldInteractionIds(unit.transaction, agentId)) {
    if (kept.has(id)) continue
    const refused = await unit.applyToInteraction(id, { type: 'agent-lost', agentId })
    // Its call has given it back, or to somebody else who is in it.
    if (!refused) await unit.note(id, { code: 'returned' })
  }
}
