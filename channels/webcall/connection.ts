/**
 * One page of a caller, connected. It says hello with its token and is welcomed with the call that is open, if any; what it asks is done to that
 * call and to no other, because the server finds the call by the caller and never by anything the page says.
 *
 * - One thing after another: an offer right behind `call` finds its call.
 * - A second `call` is the one that is open already: a caller has one.
 * - Calling and offering again and again is told, then cut off: each offer costs a connection. So is pressing keys faster than anybody can.
 * - Hanging up is never too often.
 */
import type { Language } from '#protocol/text.ts'
import type { WebCallFrame, WebCallServerFrame } from '#protocol/web-call.ts'
import type { ChannelHost, CustomerNews, CustomerSocket } from '../channel.ts'
import type { FloodLimit } from '../flood-limit.ts'
import type { Keeper } from '../keeper.ts'
import type { PageConnection } from '../page-connections.ts'
import { pageLine } from '../page-line.ts'
import { readAnswers } from '../visitor-form.ts'
import type { Visitor, Visitors } from '../visitors.ts'
import { toCaller, type Caller } from './caller.ts'
import type { WebCallSettings } from './settings.ts'
import { readFrame, toFrame } from './translate.ts'

export interface ConnectionContext {
  readonly settings: WebCallSettings
  readonly host: ChannelHost
  readonly keeping: Keeper
  readonly visitors: Visitors
  /** New calls from this page's address. */
  readonly callsOfAddress: FloodLimit
  onEnd(): void
}

type Refused = Extract<WebCallServerFrame, { readonly type: 'refused' }>['to']
type Guest = Caller & { readonly visitor: Visitor; readonly language: Language }

export function connection(socket: CustomerSocket, context: ConnectionContext): PageConnection {
  const { settings, host, keeping, visitors } = context
  let guest: Guest | null = null
  let unfollow = (): void => undefined

  const line = pageLine<WebCallFrame>({
    socket,
    host,
    read: readFrame,
    frames: () => guest?.visitor.frames ?? null,
    passes: () => false,
    handle,
    onFailed: ({ type }) => refuse(type === 'call' || type === 'offer' ? type : 'other', 'unavailable'),
    onFinish() {
      unfollow()
      if (guest) visitors.leave(guest.user)
      context.onEnd()
    },
  })
  const send = (frame: WebCallServerFrame): void => line.send(frame)
  return line

  async function handle(frame: WebCallFrame): Promise<void> {
    if (frame.type === 'hello') return guest ? line.end('bad-frame') : await greet(frame)
    if (!guest) return line.end('bad-frame')
    switch (frame.type) {
      case 'call':
        return await call(guest, frame.answers)
      case 'offer':
        return await openLeg(guest, frame.sdp)
      case 'mute':
        if (!isTooFast('other', guest.visitor, 'keys')) tell(await host.calls.mute(guest.user, frame.on))
        return undefined
      case 'press':
        if (!isTooFast('other', guest.visitor, 'keys')) tell(await host.calls.press(guest.user, frame.digits))
        return undefined
      case 'hang-up':
        return tell(await host.calls.hangUp(guest.user))
      case 'pong':
        return undefined
    }
  }

  async function greet(hello: Extract<WebCallFrame, { type: 'hello' }>): Promise<void> {
    const text = host.verify(hello.token)
    if (text === null) return line.end('bad-token')
    const caller = toCaller(text)
    const visitor = visitors.enter(caller.user, host.now())
    if (!visitor) return line.end('too-fast')
    guest = { ...caller, visitor, language: hello.language }

    // Followed before it is looked up, so that nothing falls between; what comes meanwhile waits until the page was welcomed.
    const early: CustomerNews[] = []
    let pass = (news: CustomerNews): void => void early.push(news)
    unfollow = host.follow(caller.user, (news) => pass(news))
    const open = await host.calls.open(caller.user)
    if (line.hasEnded) return
    send({ type: 'welcome', at: host.now(), call: open, iceServers: host.calls.iceServers() })
    pass = (news) => {
      const frame = toFrame(news)
      if (frame) send(frame)
    }
    early.forEach((news) => pass(news))
  }

  async function call(
    { user, chatAccountId, language, visitor }: Guest,
    answers: Readonly<Record<string, string | boolean>>,
  ): Promise<void> {
    const open = await host.calls.open(user)
    if (open) return send({ type: 'call', call: open })
    if (!settings.acceptsWhenClosed && !host.hours().open) return refuse('call', 'outside-hours')
    const read = readAnswers(settings.form, answers, language)
    if ('refused' in read) return refuse('call', read.refused, read.details)
    if (isTooFast('call', visitor)) return
    const at = host.now()
    if (!context.callsOfAddress.take(at))
      return refuse('call', 'too-many-requests', { seconds: context.callsOfAddress.secondsToNext(at) })
    const accepted = await keeping.keep({
      type: 'started',
      user,
      at,
      person: read.person,
      caseData: read.caseData,
      ...(chatAccountId && { sameAs: { accountId: chatAccountId, user } }),
    })
    if (!accepted.kept) return refuse('call', accepted.refused, accepted.details)
    const begun = await host.calls.open(user)
    if (begun) send({ type: 'call', call: begun })
  }

  async function openLeg({ user, visitor }: Guest, sdp: string): Promise<void> {
    if (isTooFast('offer', visitor)) return
    const opened = await host.calls.openLeg(user, sdp)
    if ('refused' in opened) refuse('offer', opened.refused, opened.details)
    else send({ type: 'answer', sdp: opened.answer, legId: opened.legId })
  }

  function isTooFast(to: Refused, visitor: Visitor, of: 'acts' | 'keys' = 'acts'): boolean {
    const at = host.now()
    const limit = visitor[of]
    if (limit.take(at)) return false
    if (visitors.isTooOften(visitor, at)) line.end('too-fast')
    else refuse(to, 'too-many-requests', { seconds: limit.secondsToNext(at) })
    return true
  }

  function tell(refused: string | null): void {
    if (refused !== null) refuse('other', refused)
  }

  function refuse(to: Refused, code: string, details?: Readonly<Record<string, string | number>>): void {
    send({ type: 'refused', to, code, text: host.errorText(code, guest?.language ?? 'es', details) })
  }
}
