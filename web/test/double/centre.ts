/**
 * A centre in memory for developing and testing the page: the real core decides, nothing is stored, time is the machine's. It is the other side of
 * the wire as far as the page can tell; what the page does not see (outbox, permissions in depth, several nodes) is not here.
 */
import type { AgentId, ContactId, InteractionId } from '#core/id.ts'
import type { InteractionEffect, InteractionEvent } from '#core/interaction/event.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { openInteraction, stepInteraction } from '#core/interaction/step.ts'
import { emptySummary, withMessage, withRead } from '#core/interaction/summary.ts'
import { isAtLeast } from '#core/permission/role.ts'
import type { PresenceEffect, PresenceEvent } from '#core/presence/event.ts'
import { mayTake } from '#core/presence/may-take.ts'
import { newPresence, stepPresence } from '#core/presence/step.ts'
import { isRefusal, refuse, type Refusal } from '#core/step.ts'
import type { AgentStateView, OwnStateView } from '#protocol/agent-state.ts'
import type { ContactView, InteractionView } from '#protocol/interaction.ts'
import type { LiveEvent, Signal } from '#protocol/live.ts'
import type { FileView, MessageQuote, MessageState, MessageView, SystemNote } from '#protocol/message.ts'
import { seenByColleagues } from './agent-state.ts'
import { people, queues } from './configuration.ts'
import { concerns, hasCode, person, rulesOf } from './lookup.ts'
import type { Arrival, Logged, Own } from './happening.ts'
import { noteOf } from './note-of.ts'
import { Alarms } from './alarms.ts'

export class Centre {
  readonly interactions = new Map<InteractionId, InteractionView>()
  readonly messages = new Map<InteractionId, MessageView[]>()
  readonly contacts = new Map<ContactId, ContactView>()
  readonly files = new Map<string, { readonly view: FileView; readonly bytes: Buffer }>()
  readonly presences = new Map<AgentId, Own>()
  readonly log: Logged[] = []
  offerMs = 20_000
  /** false: nothing is offered by itself; a test says who gets what. */
  routes = true
  /** On how many other devices everybody has the page open. */
  otherDevices = 0
  onChange: () => void = () => {}
  /** `to` absent: everybody hears it. */
  onSignal: (signal: Signal, to?: (agentId: AgentId) => boolean) => void = () => {}
  private lastId = 0
  private readonly alarms = new Alarms()

  constructor() {
    for (const { id } of people) {
      const presence = newPresence(
        id,
        ['web-chat'],
        { maximum: { 'web-chat': 4 }, interruptedBy: {} },
        Date.now(),
      )
      this.presences.set(id, { presence, version: 1 })
    }
  }

  close(): void {
    this.alarms.close()
  }

  id<Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` {
    return `${prefix}_${String(++this.lastId).padStart(6, '0')}`
  }

  // ---- what customers do

  arrives({ name, queueId, email, caseData = {}, text, at = Date.now(), ...how }: Arrival): InteractionId {
    const contactId = this.contactOf(name, email, at)
    const opened = openInteraction(
      {
        id: this.id('int'),
        caseId: this.id('cas'),
        contactId,
        channel: how.channel ?? 'web-chat',
        accountId: 'acc_shop',
        direction: 'inbound',
        queueId,
        priority: 0,
        requiredSkills: [],
        preferredAgentId: null,
      },
      at,
    ).state
    const view: InteractionView = {
      ...opened,
      version: 1,
      contact: { id: contactId, name },
      summary: emptySummary,
      caseData,
      tagIds: [],
      note: null,
      offerWhy: null,
      startedAt: at,
    }
    this.interactions.set(view.id, view)
    this.messages.set(view.id, [])
    this.note(view.id, { code: 'started' }, at)
    if (text !== undefined) this.customerSays(view.id, text, [], at)
    this.changed(view.id, 'opened', null)
    this.route()
    return view.id
  }

  customerSays(
    id: InteractionId,
    text: string,
    files: readonly FileView[] = [],
    at = Date.now(),
  ): MessageView {
    const name = this.must(id).contact.name
    return this.add(
      id,
      {
        direction: 'in',
        author: { kind: 'customer', name },
        text,
        files,
        state: 'received',
        clientId: null,
        note: null,
      },
      at,
    )
  }

  customerTypes(interactionId: InteractionId, on: boolean): void {
    this.onSignal({ type: 'customer-typing', interactionId, on })
  }

  customerLeaves(id: InteractionId): void {
    this.apply(id, { type: 'customer-left' })
    if (this.interactions.has(id)) this.note(id, { code: 'ended-by-customer' })
  }

  // ---- what agents do

  act(agentId: AgentId, id: InteractionId, event: InteractionEvent): InteractionView | Refusal {
    const view = this.interactions.get(id)
    if (!view) return refuse('not-found')
    if (
      event.type === 'disposed' &&
      event.dispositionId !== null &&
      !hasCode(view.queueId, event.dispositionId)
    ) {
      return refuse('disposition-unknown')
    }
    const owner = ownerOf(view)
    const isMine = owner === null || owner === agentId || isAtLeast(person(agentId).role, 'supervisor')
    if (!isMine && !['accepted', 'pulled', 'rejected'].includes(event.type)) return refuse('not-allowed')
    const refused = this.apply(id, event)
    if (refused) return refused
    const after = this.interactions.get(id)
    const told = noteOf(event, agentId)
    if (told) this.note(id, told)
    return this.interactions.get(id) ?? after ?? view
  }

  say(
    agentId: AgentId,
    id: InteractionId,
    clientId: string,
    text: string,
    fileIds: readonly string[],
    quote: MessageQuote | null = null,
  ): MessageView | Refusal {
    const had = this.messages.get(id)?.find((message) => message.clientId === clientId)
    if (had) return had
    const view = this.interactions.get(id)
    if (!view) return refuse('not-found')
    if (view.state.name === 'ended') return refuse('interaction-ended')
    if (view.state.name !== 'active' || ownerOf(view) !== agentId) return refuse('not-allowed')
    const files = fileIds.flatMap((fileId) => this.files.get(fileId)?.view ?? [])
    const { name } = person(agentId)
    const message = this.add(id, {
      direction: 'out',
      author: { kind: 'agent', agentId, name },
      text,
      files,
      state: 'queued',
      clientId,
      note: null,
      quote,
    })
    return message
  }

  mark(id: InteractionId, position: number, state: MessageState, reason: string | null = null): void {
    const at = Date.now()
    const list = this.messages.get(id) ?? []
    const message = list.find((one) => one.position === position)
    if (!message) return
    list.splice(list.indexOf(message), 1, { ...message, state, reason, stateAt: at })
    this.append(
      { type: 'message-changed', at, interactionId: id, messageId: message.id, position, state, reason },
      concerns(this.must(id)),
    )
  }

  read(id: InteractionId): InteractionView {
    const view = this.must(id)
    if (view.summary.unread > 0) {
      this.interactions.set(id, { ...view, summary: withRead(view.summary) })
      this.changed(id, 'amended', view)
    }
    return this.must(id)
  }

  presence(agentId: AgentId, event: PresenceEvent): OwnStateView | Refusal {
    const own = this.presences.get(agentId)
    if (!own) return refuse('not-found')
    const step = stepPresence(own.presence, event, Date.now(), rulesOf)
    if (isRefusal(step)) return step
    const next = { presence: step.state, version: own.version + 1 }
    this.presences.set(agentId, next)
    this.append(
      { type: 'agent-changed', at: Date.now(), agent: this.stateOf(agentId), own: next },
      () => true,
    )
    this.carryPresence(agentId, step.effects)
    this.route()
    return next
  }

  // ---- what the page reads

  stateOf(agentId: AgentId): AgentStateView {
    const { presence, version } = this.presences.get(agentId) as Own
    return seenByColleagues(presence, version)
  }

  seen(agentId: AgentId): InteractionView[] {
    return [...this.interactions.values()].filter(
      (view) => view.state.name !== 'closed' && concerns(view)(agentId),
    )
  }

  must(id: InteractionId): InteractionView {
    const view = this.interactions.get(id)
    if (!view) throw new Error(`There is no ${id}.`)
    return view
  }

  offer(id: InteractionId, agentIds: readonly AgentId[], autoAnswer = false): void {
    const at = Date.now()
    const view = this.must(id)
    const why = {
      strategy: 'longest-idle',
      candidates: agentIds.length,
      preferred: false,
      skills: [],
      relaxed: false,
      waitedMs: at - view.placeAt,
    } as const
    this.interactions.set(id, { ...view, offerWhy: why })
    const offers = agentIds.map((agentId) => ({
      id: this.id('off'),
      agentId,
      offeredAt: at,
      deadlineAt: at + this.offerMs,
      autoAnswer,
    }))
    this.apply(id, { type: 'offered', offers })
  }

  // ---- inside

  private route(): void {
    if (!this.routes) return
    for (const view of [...this.interactions.values()].sort((a, b) => a.placeAt - b.placeAt)) {
      if (view.state.name !== 'waiting') continue
      const free = people.filter(
        ({ id, queueIds }) =>
          queueIds.includes(view.queueId) &&
          view.declines.every((decline) => decline.agentId !== id) &&
          mayTake((this.presences.get(id) as Own).presence, view.channel, Date.now()),
      )
      const [first] = free.sort((a, b) => this.idleSince(a.id) - this.idleSince(b.id))
      if (first)
        this.offer(view.id, [first.id], queues.find(({ id }) => id === view.queueId)?.autoAnswer ?? false)
    }
  }

  private idleSince(id: AgentId): number {
    return this.presences.get(id)?.presence.idleSince ?? 0
  }

  private apply(id: InteractionId, event: InteractionEvent): Refusal | null {
    const before = this.must(id)
    const step = stepInteraction(before, event, Date.now())
    if (isRefusal(step)) return this.named(step)
    this.interactions.set(id, { ...before, ...step.state })
    this.changed(id, event.type, before)
    this.carry(id, step.effects)
    this.route()
    return null
  }

  private named(refusal: Refusal): Refusal {
    const agentId = refusal.details?.['agentId']
    if (typeof agentId !== 'string') return refusal
    return refuse(refusal.refused, { ...refusal.details, agent: person(agentId as AgentId).name })
  }

  private carry(id: InteractionId, effects: readonly InteractionEffect[]): void {
    for (const effect of effects) {
      if (effect.type === 'wake') this.alarms.set(effect.key, effect.at, () => this.apply(id, effect.event))
      if (effect.type === 'cancel-wake') this.alarms.cancel(effect.key)
      if (effect.type === 'agent') this.presence(effect.agentId, effect.event)
    }
  }

  private carryPresence(agentId: AgentId, effects: readonly PresenceEffect[]): void {
    for (const effect of effects) {
      const key = effect.type === 'give-up-offers' ? '' : `${agentId}:${effect.key}`
      if (effect.type === 'wake') this.alarms.set(key, effect.at, () => this.presence(agentId, effect.event))
      if (effect.type === 'cancel-wake') this.alarms.cancel(key)
      if (effect.type !== 'give-up-offers') continue
      for (const interactionId of effect.interactionIds)
        this.apply(interactionId, { type: 'agent-gone', agentId })
    }
  }

  private add(
    id: InteractionId,
    said: Pick<MessageView, 'direction' | 'author' | 'text' | 'files' | 'state' | 'clientId' | 'note'> &
      Partial<Pick<MessageView, 'quote'>>,
    at = Date.now(),
  ): MessageView {
    const view = this.must(id)
    const summary = withMessage(view.summary, { ...said, at })
    const message: MessageView = {
      quote: null,
      ...said,
      id: this.id('msg'),
      interactionId: id,
      position: summary.messageCount,
      reason: null,
      at,
      stateAt: at,
    }
    const next = { ...view, summary, version: view.version + 1 }
    this.interactions.set(id, next)
    this.messages.get(id)?.push(message)
    this.append(
      { type: 'message-added', at, interactionId: id, version: next.version, message, summary },
      concerns(next),
    )
    return message
  }

  note(id: InteractionId, note: SystemNote, at = Date.now()): void {
    this.add(
      id,
      {
        direction: 'system',
        author: { kind: 'system' },
        text: '',
        files: [],
        state: 'sent',
        clientId: null,
        note,
      },
      at,
    )
  }

  changed(id: InteractionId, cause: string, before: InteractionView | null): void {
    const view = { ...this.must(id), version: this.must(id).version + 1 }
    this.interactions.set(id, view)
    const had = before ? concerns(before) : () => false
    const has = concerns(view)
    const at = Date.now()
    this.append({ type: 'interaction-changed', at, interaction: view, cause, left: false }, has)
    this.append(
      { type: 'interaction-changed', at, interaction: view, cause, left: true },
      (agentId) => had(agentId) && !has(agentId),
    )
  }

  append(event: LiveEvent, concerns: Logged['concerns']): void {
    this.log.push({ seq: this.log.length + 1, event, concerns })
    this.onChange()
  }

  private contactOf(name: string, email: string | undefined, at: number): ContactId {
    const had = [...this.contacts.values()].find((contact) => contact.name === name)
    if (had) return had.id
    const id: ContactId = this.id('con')
    this.contacts.set(id, {
      id,
      name,
      language: 'es',
      addresses: email === undefined ? [] : [{ kind: 'email', value: email }],
      attributes: {},
      createdAt: at,
      interactions: [],
    })
    return id
  }
}
