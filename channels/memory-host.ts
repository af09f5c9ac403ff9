/**
 * A `ChannelHost` in memory, for tests: it keeps what channels hand in, answers as the server would, and lets the test be the agent
 * (`agentJoins`, `agentSays` …), the clock, the opening hours and the trouble (`hold`, `refuseNext`, `failNext`). Everything that went
 * through it is recorded.
 */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import type { MessageId } from '#core/id.ts'
import { errorText, type ErrorCode } from '#protocol/error.ts'
import type { SystemNote } from '#protocol/message.ts'
import type {
  Accepted,
  ChannelHost,
  CustomerMessage,
  InboundEvent,
  KeptFile,
  OutboundAct,
} from './channel.ts'
import { memoryCalls } from './memory-call.ts'
import { MemoryCustomer } from './memory-customer.ts'
import { memoryFiles } from './memory-file.ts'

type Trouble =
  | { readonly refuse: string; readonly details?: Readonly<Record<string, string | number>> }
  | 'fail'
type Health = Parameters<ChannelHost['reportHealth']>[0]

export class MemoryHost implements ChannelHost {
  readonly accountId = 'acc_memory'
  readonly accountName = 'Memoria'
  readonly queueId = 'que_memory'

  /** Every call of `accept`, and those that were kept, in order. */
  readonly asked: InboundEvent[] = []
  readonly kept: InboundEvent[] = []
  readonly typing: { readonly user: string; readonly on: boolean }[] = []
  readonly logged: {
    readonly level: string
    readonly message: string
    readonly values: Readonly<Record<string, string | number>>
  }[] = []
  health: Health = { ok: true }
  opening: ReturnType<ChannelHost['hours']> = { open: true, changesAt: null }
  clock: () => number = () => Date.now()
  /** How long keeping takes, in turns of the event loop. */
  turnsToKeep: (event: InboundEvent) => number = () => 0
  inFlight = 0

  readonly #customers = new Map<string, MemoryCustomer>()
  readonly #secret = randomBytes(32)
  readonly #files = memoryFiles((prefix) => this.newId(prefix))
  readonly #troubles: Trouble[] = []
  #gate: Promise<void> = Promise.resolve()
  #open: () => void = () => undefined

  /** The calls of each customer; a test says what becomes of them with `calls.set`. */
  readonly calls = memoryCalls()

  // ---- the host

  now(): number {
    return this.clock()
  }

  async accept(event: InboundEvent): Promise<Accepted> {
    this.asked.push(event)
    this.inFlight += 1
    try {
      // Marks come by themselves, at no certain time: trouble is for what a customer does.
      const trouble = event.type === 'marked' ? undefined : this.#troubles.shift()
      for (let turn = this.turnsToKeep(event); turn > 0; turn -= 1)
        await new Promise((resolve) => setImmediate(resolve))
      await this.#gate
      if (trouble === 'fail') throw new Error('the memory host was told to fail')
      if (trouble)
        return { kept: false, refused: trouble.refuse, ...(trouble.details && { details: trouble.details }) }
      return this.#keep(event)
    } finally {
      this.inFlight -= 1
    }
  }

  #keep(event: InboundEvent): Accepted {
    const customer = this.customer(event.user)
    const at = this.now()
    const isKept = (position: number, double = false): Accepted => {
      if (!double) this.kept.push(event)
      const conversation = customer.conversation?.id ?? ''
      return { kept: true, conversation, position, seq: customer.messages.length, at, double }
    }
    switch (event.type) {
      case 'started': {
        if (customer.isOpen) return isKept(0, true)
        customer.begin(this.newId('int'), { position: 1, waitMs: null })
        return isKept(0)
      }
      case 'message': {
        const earlier = customer.findByExternalId(event.externalId)
        if (earlier)
          return {
            kept: true,
            double: true,
            conversation: earlier.conversation,
            position: earlier.position,
            seq: earlier.seq,
            at: earlier.at,
          }
        const files = event.fileIds.map((id) => this.#files.find(id))
        if (files.includes(undefined)) return { kept: false, refused: 'not-found' }
        if (!customer.isOpen) customer.begin(this.newId('int'), { position: 1, waitMs: null })
        const { externalId, text, person } = event
        const message = customer.add({
          externalId,
          direction: 'in',
          authorName: person.name ?? null,
          text,
          note: null,
          quote: event.quoted ? quoteOf(customer.find(event.quoted)) : null,
          files: files as KeptFile[],
          state: 'received',
          at,
        })
        return isKept(message.position)
      }
      case 'marked': {
        if ('conversation' in event.upTo)
          customer.mark(event.upTo.conversation, event.upTo.position, 'out', event.as)
        return isKept('position' in event.upTo ? event.upTo.position : 0)
      }
      case 'left': {
        if (customer.isOpen) this.#end(customer, { code: 'ended-by-customer' })
        return isKept(0)
      }
    }
  }

  keepFile: ChannelHost['keepFile'] = (upload) => this.#files.keepFile(upload)
  openFile: ChannelHost['openFile'] = (user, id) => this.#files.openFile(user, id)

  /** How many messages one look shows. */
  mostShown = 200

  async view(user: string, afterSeq: number, beforeSeq = Infinity) {
    const { conversation, messages } = this.customer(user).view(afterSeq)
    return { conversation, messages: messages.filter(({ seq }) => seq < beforeSeq).slice(-this.mostShown) }
  }

  follow: ChannelHost['follow'] = (user, listener) => {
    const customer = this.customer(user)
    customer.followers.add(listener)
    const { line } = customer
    if (line) queueMicrotask(() => customer.followers.has(listener) && listener({ type: 'queue', ...line }))
    return () => void customer.followers.delete(listener)
  }

  customerTyping(user: string, on: boolean): void {
    this.typing.push({ user, on })
  }

  hours() {
    return this.opening
  }

  sign(text: string): string {
    return `${Buffer.from(text).toString('base64url')}.${createHmac('sha256', this.#secret).update(text).digest('base64url')}`
  }

  verify(token: string): string | null {
    const text = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()
    const right = Buffer.from(this.sign(text))
    const given = Buffer.from(token)
    return right.length === given.length && timingSafeEqual(right, given) ? text : null
  }

  /** Tokens of other accounts are made with `signOf`. */
  verifyOf(accountId: string, token: string): string | null {
    const text = this.verify(token)
    return text?.startsWith(`${accountId}/`) ? text.slice(accountId.length + 1) : null
  }

  /** A token as another account of the centre would have made it. */
  signOf(accountId: string, text: string): string {
    return this.sign(`${accountId}/${text}`)
  }

  newId(prefix: string): string {
    return `${prefix}_${randomUUID().replaceAll('-', '')}`
  }

  errorText(
    code: string,
    language: 'es' | 'en',
    details?: Readonly<Record<string, string | number>>,
  ): string {
    return errorText(code as ErrorCode, language, details)
  }

  reportHealth(health: Health): void {
    this.health = health
  }

  log(level: string, message: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.logged.push({ level, message, values })
  }

  // ---- the trouble

  /** From now on nothing is kept until `release`. */
  hold(): void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gate = promise
    this.#open = resolve
  }

  release(): void {
    this.#open()
  }

  refuseNext(refuse: ErrorCode, details?: Readonly<Record<string, string | number>>): void {
    this.#troubles.push({ refuse, ...(details && { details }) })
  }

  /** The next thing cannot be stored, as when the database is gone. */
  failNext(): void {
    this.#troubles.push('fail')
  }

  // ---- the test looks and is the agent

  customer(user: string): MemoryCustomer {
    const found = this.#customers.get(user) ?? new MemoryCustomer(user)
    this.#customers.set(user, found)
    return found
  }

  users(): string[] {
    return [...this.#customers.keys()]
  }

  keptMessages() {
    return this.kept.filter((event) => event.type === 'message')
  }

  followers(): number {
    return [...this.#customers.values()].reduce((sum, customer) => sum + customer.followers.size, 0)
  }

  /** A file on our side, for an agent to send; its content is zeros. */
  putFile(user: string, file: Omit<KeptFile, 'id'>, bytes = new Uint8Array(0)): KeptFile {
    return this.#files.put(user, file, bytes)
  }

  agentJoins(user: string, agentName: string): void {
    const customer = this.customer(user)
    customer.become({ state: 'active', agentName })
    this.#note(customer, { code: 'accepted', values: { agent: agentName } })
  }

  /** Keeps what the agent says and returns the act with which the channel is to hand it over. */
  agentSays(
    user: string,
    text: string,
    files: readonly KeptFile[] = [],
    /** The `externalId` of what is answered. */
    quotes: string | null = null,
  ): OutboundAct {
    const customer = this.customer(user)
    if (!customer.isOpen) customer.begin(this.newId('int'), { position: 1, waitMs: null })
    const messageId = this.newId('msg') as MessageId
    const authorName = customer.conversation?.agentName ?? 'Agente'
    const quoted = quotes === null ? undefined : customer.find({ externalId: quotes })
    customer.add({
      externalId: null,
      direction: 'out',
      authorName,
      text,
      note: null,
      quote: quoteOf(quoted),
      files,
      state: 'sent',
      at: this.now(),
    })
    const quote =
      quoted && quoted.direction !== 'system'
        ? {
            messageId: `msg_${quoted.seq}` as MessageId,
            externalId: quoted.externalId,
            position: quoted.position,
            direction: quoted.direction,
            excerpt: quoted.text,
          }
        : null
    return { type: 'text', user, messageId, text, files, quote }
  }

  agentTypes(user: string, on: boolean): void {
    this.customer(user).tell({ type: 'typing', on })
  }

  agentReads(user: string): void {
    const customer = this.customer(user)
    const last = customer.messages.findLast((message) => message.direction === 'in')
    if (!last) return
    customer.mark(last.conversation, last.position, 'in', 'read')
    customer.tell({ type: 'marked', conversation: last.conversation, position: last.position, as: 'read' })
  }

  agentEnds(user: string): void {
    this.#end(this.customer(user), {
      code: 'ended-by-agent',
      values: { agent: this.customer(user).conversation?.agentName ?? '' },
    })
  }

  #end(customer: MemoryCustomer, note: SystemNote): void {
    this.#note(customer, note)
    customer.become({ state: 'ended' })
  }

  #note(customer: MemoryCustomer, note: SystemNote): void {
    customer.add({
      externalId: null,
      direction: 'system',
      authorName: null,
      text: '',
      note,
      quote: null,
      files: [],
      state: 'sent',
      at: this.now(),
    })
  }
}

function quoteOf(quoted: CustomerMessage | undefined): CustomerMessage['quote'] {
  if (!quoted || quoted.direction === 'system') return null
  const { position, direction, authorName, text } = quoted
  return { position, direction, name: direction === 'out' ? authorName : null, excerpt: text }
}
