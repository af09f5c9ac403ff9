/**
 * One page of a visitor, connected. It says hello with its token and the last thing it has; it is welcomed with what it missed, and from
 * then on gets what happens, each thing once and in order. What it says is kept before it is told so.
 *
 * - What changes the conversation goes one after another (`line`), so that a message sent right behind the form finds its conversation.
 * - Nothing is buffered for a page that does not take it: it is cut off and comes back with its place.
 * - A page that floods is told, then cut off; one that does not speak our language is cut off at once.
 */
import type { Language } from '#protocol/text.ts'
import type { WidgetFrame, WidgetServerFrame } from '#protocol/widget.ts'
import type { ChannelHost, CustomerNews, CustomerSocket, Person } from '../channel.ts'
import type { Keeper } from '../keeper.ts'
import { readAnswers } from './answers.ts'
import { readFrame } from './frame.ts'
import { lookBack } from './look-back.ts'
import { inOrder, type InOrder } from './in-order.ts'
import type { WebChatSettings } from './settings.ts'
import { toExternalId, toFrame, toKept, toVisitorMessage } from './translate.ts'
import type { Visitor, Visitors } from './visitors.ts'

export const pingEveryMs = 25_000
const silentForMs = 70_000
const bufferLimitBytes = 1_048_576
const waitingFramesLimit = 200
const typingEndsAfterMs = 8_000
const typingPassedOnEveryMs = 1_500

type Bye = Extract<WidgetServerFrame, { type: 'bye' }>['reason']
/** As in WebSocket: 1001 going away, 1008 policy, 1013 try again later. */
const closeCodes: Readonly<Record<Bye, number>> = {
  'shutting-down': 1001,
  'bad-token': 1008,
  'too-fast': 1008,
  'bad-frame': 1008,
  'too-slow': 1013,
}

export interface ConnectionContext {
  readonly settings: WebChatSettings
  readonly host: ChannelHost
  readonly keeping: Keeper
  readonly visitors: Visitors
  onEnd(): void
}

export interface Connection {
  /** Asks whether it is still there; ends it when nothing was heard for long. */
  beat(): void
  end(reason: Bye): void
}

/** Who it is, once it has said hello. */
interface Guest {
  readonly user: string
  readonly visitor: Visitor
  readonly language: Language
  readonly page: string | undefined
  person: Person
  /** Whether something can be said without beginning a conversation. */
  isOpen: boolean
  /** Whether this visitor ever had a conversation, and so has answered the form before. */
  isKnown: boolean
}

export function connection(socket: CustomerSocket, context: ConnectionContext): Connection {
  const { settings, host, keeping, visitors } = context
  const marked = new Map<string, number>()
  let guest: Guest | null = null
  let hasEnded = false
  let heardAt = host.now()
  let line = Promise.resolve()
  let inLine = 0
  let unfollow = (): void => undefined
  let closeOrder = (): void => undefined
  let typingTimer: NodeJS.Timeout | null = null
  let isTypingTold = false
  let typingToldAt = Number.NEGATIVE_INFINITY

  socket.onClose(() => finish())
  socket.onFrame((text) => {
    if (hasEnded) return
    heardAt = host.now()
    const read = readFrame(text)
    const isHello = read.is === 'frame' && read.frame.type === 'hello'
    if (read.is === 'garbage' || (!guest && inLine === 0 && !isHello)) return end('bad-frame')
    if (guest && !guest.visitor.frames.take(heardAt)) return end('too-fast')
    if (read.is === 'unfit') return refuse(read.clientId, read.code, read.details)
    if (read.frame.type === 'typing') return onTyping(read.frame.on)
    if (read.frame.type === 'pong') return
    if (inLine >= waitingFramesLimit) return end('too-fast')
    queue(read.frame)
  })

  return {
    beat() {
      if (host.now() - heardAt > silentForMs) finish(1001, 'silent')
      else if (guest) send({ type: 'ping', at: host.now() })
    },
    end,
  }

  function queue(frame: WidgetFrame): void {
    inLine += 1
    line = line
      .then(() => (hasEnded ? undefined : handle(frame)))
      .catch(() => {
        host.log('warn', 'a frame could not be dealt with', { kind: frame.type })
        refuse(frame.type === 'say' ? frame.clientId : null, 'unavailable')
      })
      .finally(() => (inLine -= 1))
  }

  function handle(frame: WidgetFrame): Promise<void> | void {
    if (frame.type === 'hello') return guest ? end('bad-frame') : greet(frame)
    if (!guest) return end('bad-frame')
    switch (frame.type) {
      case 'start':
        return start(guest, frame.answers)
      case 'say':
        return say(guest, frame)
      case 'mark':
        return mark(guest, frame)
      case 'end':
        return leave(guest)
      case 'typing':
      case 'pong':
        return undefined
    }
  }

  // ---- hello

  async function greet(hello: Extract<WidgetFrame, { type: 'hello' }>): Promise<void> {
    const user = host.verify(hello.token)
    if (user === null) return end('bad-token')
    const visitor = visitors.enter(user, host.now())
    if (!visitor) return end('too-fast')
    guest = {
      user,
      visitor,
      language: hello.language,
      page: pageOf(hello.page),
      person: { language: hello.language },
      isOpen: false,
      isKnown: false,
    }

    // Followed before it is looked up, so that nothing falls between; what comes meanwhile waits until it was welcomed.
    const early: CustomerNews[] = []
    let tell = (news: CustomerNews): void => void early.push(news)
    unfollow = host.follow(user, (news) => tell(news))
    const { conversation, messages: newest } = await host.view(user, hello.after)
    // A page that has nothing yet begins with the newest; one that comes back gets all it missed.
    const found = await lookBack(host, user, newest, ({ seq }) => hello.after > 0 && seq > hello.after + 1)
    const messages = found.filter(({ seq }) => seq > hello.after)
    if (hasEnded) return
    guest.isOpen = conversation !== null && conversation.state !== 'ended'
    guest.isKnown = conversation !== null
    send({
      type: 'welcome',
      at: host.now(),
      conversation,
      messages: messages.map(toVisitorMessage),
      language: hello.language,
    })

    const order = inOrder(
      messages.at(-1)?.seq ?? hello.after,
      (message) => send({ type: 'message', message: toVisitorMessage(message) }),
      () => void lookUpMissing(user, order),
    )
    closeOrder = () => order.close()
    tell = (news) => {
      if (news.type === 'message') return order.put(news.message)
      if (news.type === 'conversation') learn(news.conversation.state !== 'ended')
      const frame = toFrame(news)
      if (frame) send(frame)
    }
    early.forEach((news) => tell(news))
  }

  /** News may be lost on its way from another server; what is kept is not. */
  async function lookUpMissing(user: string, order: InOrder): Promise<void> {
    const { messages } = await host.view(user, order.last).catch(() => ({ messages: [] }))
    if (hasEnded) return
    for (const message of messages) order.put(message)
    order.goOn()
  }

  function learn(isOpen: boolean): void {
    if (!guest) return
    guest.isOpen = isOpen
    guest.isKnown = true
  }

  // ---- what the visitor does

  async function start(guest: Guest, answers: Readonly<Record<string, string | boolean>>): Promise<void> {
    const at = host.now()
    if (guest.isOpen) {
      const { conversation } = await host.view(guest.user, Number.MAX_SAFE_INTEGER)
      if (conversation) send({ type: 'conversation', conversation })
      return
    }
    const read = readAnswers(settings.preChat, answers, guest.language)
    if ('refused' in read) return refuse(null, read.refused, read.details)
    if (isClosed()) return refuse(null, 'outside-hours')
    if (isTooFast(guest, null)) return
    const { pageField } = settings
    const caseData =
      pageField !== null && guest.page !== undefined
        ? { ...read.caseData, [pageField]: guest.page }
        : read.caseData
    const accepted = await keeping.keep({
      type: 'started',
      user: guest.user,
      at,
      person: read.person,
      caseData,
    })
    if (!accepted.kept) return refuse(null, accepted.refused, accepted.details)
    guest.person = read.person
    learn(true)
  }

  async function say(
    guest: Guest,
    { clientId, text, fileIds, quotes }: Extract<WidgetFrame, { type: 'say' }>,
  ): Promise<void> {
    const { files, preChat } = settings
    if (text.trim() === '' && fileIds.length === 0) return refuse(clientId, 'message-empty')
    if (fileIds.length > (files.allowed ? files.perMessage : 0))
      return refuse(clientId, 'too-large', { limit: files.allowed ? files.perMessage : 0 })
    if (isTooFast(guest, clientId)) return
    if (!guest.isOpen) {
      const asked = preChat.filter((field) => field.required)
      if (!guest.isKnown && asked.length > 0) {
        return refuse(clientId, 'form-incomplete', {
          fields: asked.map((field) => field.label[guest.language]).join(', '),
        })
      }
      if (isClosed()) return refuse(clientId, 'outside-hours')
    }
    const { user, person } = guest
    const externalId = toExternalId(user, clientId)
    const accepted = await keeping.keep({
      type: 'message',
      user,
      externalId,
      at: host.now(),
      text,
      fileIds,
      person,
      ...(quotes === undefined ? {} : { quoted: quotes }),
    })
    if (!accepted.kept) return refuse(clientId, accepted.refused, accepted.details)
    learn(true)
    send(toKept(clientId, accepted))
  }

  async function mark(
    guest: Guest,
    { conversation, position, as }: Extract<WidgetFrame, { type: 'mark' }>,
  ): Promise<void> {
    const key = `${as} ${conversation}`
    const before = marked.get(key) ?? 0
    if (position <= before) return
    marked.set(key, position)
    const isKept = await keeping
      .keep({ type: 'marked', user: guest.user, upTo: { conversation, position }, as, at: host.now() })
      .then(
        ({ kept }) => kept,
        () => false,
      )
    if (isKept) return
    if (before > 0) marked.set(key, before)
    else marked.delete(key)
  }

  async function leave(guest: Guest): Promise<void> {
    if (!guest.isOpen) return
    const accepted = await keeping.keep({ type: 'left', user: guest.user, at: host.now() })
    if (!accepted.kept) refuse(null, accepted.refused, accepted.details)
  }

  function onTyping(on: boolean): void {
    if (!guest) return
    if (typingTimer) clearTimeout(typingTimer)
    if (on) {
      typingTimer = setTimeout(() => onTyping(false), typingEndsAfterMs)
      const at = host.now()
      if (at - typingToldAt < typingPassedOnEveryMs) return
      typingToldAt = at
      isTypingTold = true
      host.customerTyping(guest.user, true)
    } else if (isTypingTold) {
      isTypingTold = false
      host.customerTyping(guest.user, false)
    }
  }

  // ---- limits

  function isClosed(): boolean {
    return !settings.acceptsWhenClosed && !host.hours().open
  }

  function isTooFast(guest: Guest, clientId: string | null): boolean {
    const at = host.now()
    if (guest.visitor.messages.take(at)) return false
    if (visitors.isTooOften(guest.visitor, at)) end('too-fast')
    else refuse(clientId, 'too-many-requests', { seconds: guest.visitor.messages.secondsToNext(at) })
    return true
  }

  // ---- saying and ending

  function refuse(
    clientId: string | null,
    code: string,
    details?: Readonly<Record<string, string | number>>,
  ): void {
    send({ type: 'refused', clientId, code, text: host.errorText(code, guest?.language ?? 'es', details) })
  }

  function send(frame: WidgetServerFrame): void {
    if (hasEnded) return
    if (socket.bufferedBytes > bufferLimitBytes) return end('too-slow')
    socket.send(JSON.stringify(frame))
  }

  function end(reason: Bye): void {
    if (hasEnded) return
    const bye: Bye extends string ? WidgetServerFrame : never = { type: 'bye', reason }
    socket.send(JSON.stringify(bye))
    finish(closeCodes[reason], reason)
  }

  function finish(code?: number, reason?: string): void {
    if (hasEnded) return
    hasEnded = true
    unfollow()
    closeOrder()
    onTyping(false)
    if (guest) visitors.leave(guest.user)
    if (code !== undefined) socket.close(code, reason ?? '')
    context.onEnd()
  }
}

function pageOf(page: string | undefined): string | undefined {
  return page !== undefined && URL.canParse(page) && /^https?:$/.test(new URL(page).protocol)
    ? page
    : undefined
}
