/**
 * One page of a visitor, connected. It says hello with its token and the last thing it has; it is welcomed with what it missed, and from
 * then on gets what happens, each thing once and in order. What it says is kept before it is told so.
 *
 * - What changes the conversation goes one after another (page-line.ts), so that a message sent right behind the form finds its conversation.
 * - A page that floods with messages is told, then cut off.
 */
import type { Language } from '#protocol/text.ts'
import type { WidgetFrame, WidgetServerFrame } from '#protocol/widget.ts'
import type { ChannelHost, CustomerNews, CustomerSocket, Person } from '../channel.ts'
import type { Keeper } from '../keeper.ts'
import type { PageConnection } from '../page-connections.ts'
import { pageLine } from '../page-line.ts'
import { readAnswers } from '../visitor-form.ts'
import type { Visitor, Visitors } from '../visitors.ts'
import { readFrame } from './frame.ts'
import { lookBack } from './look-back.ts'
import { inOrder, type InOrder } from './in-order.ts'
import type { WebChatSettings } from './settings.ts'
import { toExternalId, toFrame, toKept, toVisitorMessage } from './translate.ts'

const typingEndsAfterMs = 8_000
const typingPassedOnEveryMs = 1_500

export interface ConnectionContext {
  readonly settings: WebChatSettings
  readonly host: ChannelHost
  readonly keeping: Keeper
  readonly visitors: Visitors
  onEnd(): void
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

export function connection(socket: CustomerSocket, context: ConnectionContext): PageConnection {
  const { settings, host, keeping, visitors } = context
  const marked = new Map<string, number>()
  let guest: Guest | null = null
  let unfollow = (): void => undefined
  let closeOrder = (): void => undefined
  let typingTimer: NodeJS.Timeout | null = null
  let isTypingTold = false
  let typingToldAt = Number.NEGATIVE_INFINITY

  const line = pageLine<WidgetFrame>({
    socket,
    host,
    read(text) {
      const read = readFrame(text)
      if (read.is !== 'unfit') return read
      return { is: 'unfit', refuse: () => refuse(read.clientId, read.code, read.details) }
    },
    frames: () => guest?.visitor.frames ?? null,
    passes(frame) {
      if (frame.type !== 'typing') return false
      onTyping(frame.on)
      return true
    },
    handle,
    onFailed: (frame) => refuse(frame.type === 'say' ? frame.clientId : null, 'unavailable'),
    onFinish() {
      unfollow()
      closeOrder()
      onTyping(false)
      if (guest) visitors.leave(guest.user)
      context.onEnd()
    },
  })
  const send = (frame: WidgetServerFrame): void => line.send(frame)
  return line

  function handle(frame: WidgetFrame): Promise<void> | void {
    if (frame.type === 'hello') return guest ? line.end('bad-frame') : greet(frame)
    if (!guest) return line.end('bad-frame')
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
    if (user === null) return line.end('bad-token')
    const visitor = visitors.enter(user, host.now())
    if (!visitor) return line.end('too-fast')
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
    if (line.hasEnded) return
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
    if (line.hasEnded) return
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
    if (guest.visitor.acts.take(at)) return false
    if (visitors.isTooOften(guest.visitor, at)) line.end('too-fast')
    else refuse(clientId, 'too-many-requests', { seconds: guest.visitor.acts.secondsToNext(at) })
    return true
  }

  // ---- saying

  function refuse(
    clientId: string | null,
    code: string,
    details?: Readonly<Record<string, string | number>>,
  ): void {
    send({ type: 'refused', clientId, code, text: host.errorText(code, guest?.language ?? 'es', details) })
  }
}

function pageOf(page: string | undefined): string | undefined {
  return page !== undefined && URL.canParse(page) && /^https?:$/.test(new URL(page).protocol)
    ? page
    : undefined
}
