/**
 * The double's calls: the real core steps them beside their interactions. Whoever has a page joins by it (`voice.ts`);
 * everybody else is there a moment later, without a sound (`joinMs`; null: when a test says so), and what the other side's line does is said by the test.
 */
import { agentIdOf, withRole, type Call, type Who } from '#core/call/call.ts'
import type { CallEffect, CallEvent } from '#core/call/event.ts'
import { followCall, followInteraction } from '#core/call/follow-interaction.ts'
import { openCall, openInternalCall, stepCall } from '#core/call/step.ts'
import type { AgentId, CallId, InteractionId, QueueId } from '#core/id.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { newPresence } from '#core/presence/step.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import type { CallView, EndedInvitation } from '#protocol/call.ts'
import type { CallQuality } from '#protocol/call.ts'
import { Alarms } from './alarms.ts'
import type { Centre } from './centre.ts'
import { people } from './configuration.ts'
import { person } from './lookup.ts'
import { soundOf } from './sound.ts'

type Kept = {
  readonly call: Call
  readonly version: number
  readonly startedAt: number
  readonly recordingPolicy: CallView['recordingPolicy']
}

const byCentre = new WeakMap<Centre, Calls>()

export function callsOf(centre: Centre): Calls {
  const had = byCentre.get(centre)
  if (had) return had
  const made = new Calls(centre)
  byCentre.set(centre, made)
  return made
}

/** Everybody can be called, beside their chats, and is ready. */
export function giveVoice(centre: Centre): void {
  for (const { id } of people) {
    const capacity = {
      maximum: { voice: 1, 'web-chat': 4 },
      interruptedBy: { 'web-chat': ['voice'] },
    } as const
    const presence = newPresence(id, ['voice', 'web-chat'], capacity, Date.now())
    centre.presences.set(id, { presence, version: 10 })
    centre.presence(id, { type: 'signed-in' })
    centre.presence(id, {
      type: 'state-asked',
      channels: 'all',
      state: 'ready',
      reasonId: null,
      pendingWhileBusy: true,
    })
  }
}

export class Calls {
  readonly kept = new Map<CallId, Kept>()
  ringMs = 20_000
  joinMs: number | null = 30
  private readonly alarms = new Alarms()
  private readonly centre: Centre

  constructor(centre: Centre) {
    this.centre = centre
    const changed = centre.changed.bind(centre)
    centre.changed = (id, cause, before) => {
      changed(id, cause, before)
      this.follow(id)
    }
    const close = centre.close.bind(centre)
    centre.close = () => {
      this.alarms.close()
      close()
    }
  }

  // ---- what happens outside

  /** A customer calls, and is given to this agent; null: waits. */
  arrives(
    name: string,
    queueId: QueueId,
    agentId: AgentId | null,
    more: { readonly at?: number } = {},
  ): CallId {
    const { at = Date.now() } = more
    const interactionId = this.centre.arrives({ name, queueId, channel: 'voice', at })
    const id: CallId = this.centre.id('cal')
    const partyId = this.centre.id('pty')
    const { state } = openCall(
      { id, interactionId, partyId, who: { kind: 'customer' }, leg: 'joining', untilAt: at + 30_000 },
      at,
    )
    this.kept.set(id, { call: state, version: 1, startedAt: at, recordingPolicy: 'on-demand' })
    this.step(id, { type: 'leg-up', partyId, legId: this.centre.id('leg') }, at)
    if (agentId) this.centre.act(agentId, interactionId, { type: 'pulled', agentId })
    return id
  }

  /** Between colleagues. */
  between(agentId: AgentId, other: AgentId): CallId {
    const at = Date.now()
    const id: CallId = this.centre.id('cal')
    const partyId = this.centre.id('pty')
    const { state, effects } = openInternalCall({ id, partyId, agentId, untilAt: at + 20_000 }, at)
    this.kept.set(id, { call: state, version: 1, startedAt: at, recordingPolicy: 'off' })
    this.carry(id, effects)
    this.invite(id, { kind: 'agent', agentId: other }, 'member')
    return id
  }

  invite(id: CallId, who: Exclude<Who, { readonly kind: 'customer' }>, as: 'consulted' | 'member') {
    const untilAt = Date.now() + this.ringMs
    return this.step(id, { type: 'invited', partyId: this.centre.id('pty'), who, as, untilAt })
  }

  setRecording(id: CallId, recordingPolicy: CallView['recordingPolicy']): void {
    const kept = this.must(id)
    this.kept.set(id, { ...kept, recordingPolicy })
    this.step(id, { type: 'recording-set', to: recordingPolicy === 'always' ? 'on' : 'off' })
  }

  hears(id: CallId, quality: CallQuality, role: 'customer' | 'owner' = 'owner'): void {
    const party = withRole(this.must(id).call, role)
    if (party) this.centre.onSignal({ type: 'call-quality', callId: id, partyId: party.id, quality })
  }

  // ---- what is asked of it

  must(id: CallId): Kept {
    const kept = this.kept.get(id)
    if (!kept) throw new Error(`There is no ${id}.`)
    return kept
  }

  of(interactionId: InteractionId): Kept | null {
    return [...this.kept.values()].find(({ call }) => call.interactionId === interactionId) ?? null
  }

  seen(agentId: AgentId): readonly CallView[] {
    return [...this.kept.values()]
      .filter(({ call }) => call.state.name === 'open' && isConcerned(call, agentId))
      .map((kept) => this.view(kept))
  }

  view({ call, version, startedAt, recordingPolicy }: Kept): CallView {
    const contact = call.interactionId ? this.centre.must(call.interactionId).contact.name : ''
    return {
      ...call,
      version,
      startedAt,
      recordingPolicy,
      state: call.state.name === 'over' ? { name: 'over', by: call.state.by } : { name: 'open' },
      parties: call.parties.map((party) => ({
        ...party,
        who: party.who.kind === 'customer' ? { kind: 'customer', name: contact } : party.who,
        leg: {
          name: party.leg.name,
          since: party.leg.since,
          untilAt: 'untilAt' in party.leg ? party.leg.untilAt : null,
          legId: party.leg.name === 'up' ? party.leg.legId : null,
        },
      })),
    }
  }

  step(id: CallId, event: CallEvent, at = Date.now()): CallView | Refusal {
    const before = this.must(id)
    const step = stepCall(before.call, event, at)
    if (isRefusal(step)) return step
    const after = { ...before, call: step.state, version: before.version + 1 }
    this.kept.set(id, after)
    const view = this.view(after)
    const gone = step.effects.find((effect) => effect.type === 'stop-ringing')
    const invitation = gone && endedOf(gone)
    const isOver = after.call.state.name === 'over'
    const stays = (agentId: AgentId): boolean => !isOver && isConcerned(after.call, agentId)
    this.centre.append(
      { type: 'call-changed', at, call: view, left: false, invitation: null },
      (agentId) => stays(agentId) && ownerId(after.call) !== agentId,
    )
    this.centre.append(
      { type: 'call-changed', at, call: view, left: false, invitation: invitation ?? null },
      (agentId) => stays(agentId) && ownerId(after.call) === agentId,
    )
    this.centre.append(
      { type: 'call-changed', at, call: view, left: true, invitation: null },
      (agentId) => !stays(agentId) && isConcerned(before.call, agentId),
    )
    this.carry(id, step.effects)
    this.join(id)
    return view
  }

  // ---- inside

  /** Who has answered is there a moment later. */
  private join(id: CallId): void {
    if (this.joinMs === null) return
    const { withPage } = soundOf(this.centre)
    for (const { id: partyId, leg, who } of this.must(id).call.parties)
      if (leg.name === 'joining' && !(who.kind === 'agent' && withPage.has(who.agentId)))
        this.alarms.set(`${id}:${partyId}:join`, Date.now() + this.joinMs, () => {
          this.step(id, { type: 'leg-up', partyId, legId: this.centre.id('leg') })
        })
  }

  private carry(id: CallId, effects: readonly CallEffect[]): void {
    const { interactionId } = this.must(id).call
    for (const effect of effects) {
      if (effect.type === 'wake') this.alarms.set(effect.key, effect.at, () => this.step(id, effect.event))
      if (effect.type === 'cancel-wake') this.alarms.cancel(effect.key)
      const view = interactionId && this.centre.interactions.get(interactionId)
      const event = view && followCall(effect, view)
      if (event && view)
        this.centre.act(view.state.name === 'active' ? view.state.agentId : 'agt_marta', view.id, event)
    }
  }

  private follow(interactionId: InteractionId): void {
    const kept = this.of(interactionId)
    if (!kept) return
    const joining = { partyId: this.centre.id('pty'), untilAt: Date.now() + 20_000 }
    for (const event of followInteraction(kept.call, this.centre.must(interactionId), joining))
      this.step(kept.call.id, event)
  }
}

const ownerId = (call: Call): AgentId | null => {
  const owner = withRole(call, 'owner')
  return owner && agentIdOf(owner)
}

function isConcerned(call: Call, agentId: AgentId): boolean {
  return (
    isAtLeast(person(agentId).role, 'supervisor') ||
    call.parties.some((party) => agentIdOf(party) === agentId)
  )
}

function endedOf({
  party,
  why,
}: Extract<CallEffect, { readonly type: 'stop-ringing' }>): EndedInvitation | null {
  return party.who.kind === 'customer' ? null : { who: party.who, why }
}
