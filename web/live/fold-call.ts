/** The calls that concern this agent, and how each party's sound comes through. */
import type { CallId, PartyId } from '#core/id.ts'
import type { CallQuality, CallView } from '#protocol/call.ts'
import type { LiveEvent, Signal } from '#protocol/live.ts'
import type { LiveModel } from './model.ts'

export type LiveCall = {
  readonly view: CallView
  readonly quality: ReadonlyMap<PartyId, CallQuality>
  /** What the other side has pressed, the last few keys. */
  readonly pressed: string
}

const mostPressed = 32

export function liveCalls(views: readonly CallView[]): LiveModel['calls'] {
  return new Map(views.map((view) => [view.id, { view, quality: new Map(), pressed: '' }]))
}

export function foldCall(
  model: LiveModel,
  event: Extract<LiveEvent, { readonly type: 'call-changed' }>,
): LiveModel {
  return event.left ? withoutCall(model, event.call.id) : withCall(model, event.call)
}

function withoutCall(model: LiveModel, id: CallId): LiveModel {
  if (!model.calls.has(id)) return model
  const calls = new Map(model.calls)
  calls.delete(id)
  return { ...model, calls }
}

/** The answer to an own act. It may come after the event by which the call left this page: then it is passed over. */
export function foldCallAnswer(model: LiveModel, view: CallView): LiveModel {
  const isMine = view.parties.some(({ who }) => who.kind === 'agent' && who.agentId === model.me)
  if (view.state.name === 'over') return withoutCall(model, view.id)
  return isMine || model.calls.has(view.id) ? withCall(model, view) : model
}

/** As it is now; an older version of what is known already is passed over. */
function withCall(model: LiveModel, view: CallView): LiveModel {
  const known = model.calls.get(view.id)
  if (known && known.view.version > view.version) return model
  const { quality = new Map<PartyId, CallQuality>(), pressed = '' } = known ?? {}
  return { ...model, calls: new Map(model.calls).set(view.id, { view, quality, pressed }) }
}

export function foldCallSignal(
  model: LiveModel,
  signal: Extract<Signal, { readonly type: 'call-quality' | 'call-digit' }>,
): LiveModel {
  const known = model.calls.get(signal.callId)
  if (!known) return model
  const call: LiveCall =
    signal.type === 'call-quality'
      ? { ...known, quality: new Map(known.quality).set(signal.partyId, signal.quality) }
      : { ...known, pressed: `${known.pressed}${signal.digit}`.slice(-mostPressed) }
  return { ...model, calls: new Map(model.calls).set(signal.callId, call) }
}
