/** The calls that concern this agent, with the agent's own wishes shown until they are answered, and how each party's sound comes through. */
import type { CallEvent } from '#core/call/event.ts'
import type { CallId, PartyId } from '#core/id.ts'
import type { CallQuality, CallView } from '#protocol/call.ts'
import type { LiveEvent, Signal } from '#protocol/live.ts'
import { stepCallView } from './call-step.ts'
import type { LiveModel } from './model.ts'
import { answered, settled, wished, type Tentative, type Wish } from './tentative.ts'

export type LiveCall = {
  /** As it is shown: what the server has said, with what is wished. */
  readonly view: CallView
  readonly told: Tentative<CallView, CallEvent>
  /** Since when it is on hold, as far as this page has seen it begin; null: it is not, or was already. */
  readonly heldAt: number | null
  readonly quality: ReadonlyMap<PartyId, CallQuality>
  /** What the other side has pressed, the last few keys. */
  readonly pressed: string
}

const mostPressed = 32

export function liveCalls(views: readonly CallView[], before: LiveModel['calls']): LiveModel['calls'] {
  return new Map(views.map((view) => [view.id, callOf(before.get(view.id), view, -1, null)]))
}

/** What the server says now; the answered wish, if it was one, goes. `at` null: when it became so is not known. */
function callOf(known: LiveCall | undefined, kept: CallView, wishId: number, at: number | null): LiveCall {
  const told = known ? answered(known.told, wishId, kept, stepCallView) : settled<CallView, CallEvent>(kept)
  return shownAs(known, told, at)
}

function shownAs(known: LiveCall | undefined, told: LiveCall['told'], at: number | null): LiveCall {
  const wasHeld = known?.view.isHeld ?? true
  return {
    view: told.shown,
    told,
    heldAt: told.shown.isHeld ? (wasHeld ? (known?.heldAt ?? null) : at) : null,
    quality: known?.quality ?? new Map(),
    pressed: known?.pressed ?? '',
  }
}

export function foldCall(
  model: LiveModel,
  event: Extract<LiveEvent, { readonly type: 'call-changed' }>,
): LiveModel {
  return event.left ? withoutCall(model, event.call.id) : withCall(model, event.call, -1, event.at)
}

function withoutCall(model: LiveModel, id: CallId): LiveModel {
  if (!model.calls.has(id)) return model
  const calls = new Map(model.calls)
  calls.delete(id)
  return { ...model, calls }
}

export function foldCallWish(model: LiveModel, id: CallId, wish: Wish<CallEvent>): LiveModel {
  const known = model.calls.get(id)
  if (!known) return model
  return put(model, shownAs(known, wished(known.told, wish, stepCallView), wish.at))
}

/** The answer to an own act. It may come after the event by which the call left this page: then it is passed over. */
export function foldCallAnswer(model: LiveModel, view: CallView, wishId = -1): LiveModel {
  const isMine = view.parties.some(({ who }) => who.kind === 'agent' && who.agentId === model.me)
  if (view.state.name === 'over') return withoutCall(model, view.id)
  return isMine || model.calls.has(view.id) ? withCall(model, view, wishId, null) : model
}

/** What was wished is not to be: as the server said last. */
export function foldCallRefusal(model: LiveModel, id: CallId, wishId: number): LiveModel {
  const known = model.calls.get(id)
  return known ? put(model, callOf(known, known.told.kept, wishId, null)) : model
}

/** As it is now; an older version of what is known already is passed over, but its wish goes. */
function withCall(model: LiveModel, view: CallView, wishId: number, at: number | null): LiveModel {
  const known = model.calls.get(view.id)
  const kept = known && known.told.kept.version > view.version ? known.told.kept : view
  return put(model, callOf(known, kept, wishId, at))
}

const put = (model: LiveModel, call: LiveCall): LiveModel => ({
  ...model,
  calls: new Map(model.calls).set(call.view.id, call),
})

export function foldCallSignal(
  model: LiveModel,
  signal: Extract<Signal, { readonly type: 'call-quality' | 'call-digit' }>,
): LiveModel {
  const known = model.calls.get(signal.callId)
  if (!known) return model
  return put(
    model,
    signal.type === 'call-quality'
      ? { ...known, quality: new Map(known.quality).set(signal.partyId, signal.quality) }
      : { ...known, pressed: `${known.pressed}${signal.digit}`.slice(-mostPressed) },
  )
}
