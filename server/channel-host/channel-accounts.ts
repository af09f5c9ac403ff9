/**
 * Keeps one open channel for every enabled channel account, opened again when its settings change, and gives each its host: the only way from a channel into
 * the centre. It is also the way out: the outbox hands messages to `deliver`.
 */
import type {
  Channel,
  ChannelHost,
  CustomerNews,
  CustomerSocket,
  Delivery,
  OpenChannel,
} from '#channels/channel.ts'
import { isOpen, nextChangeAt } from '#core/hours/hours.ts'
import type { ChannelAccountId, InteractionId } from '#core/id.ts'
import { ownerOf } from '#core/interaction/interaction.ts'
import { errorText, type ErrorCode } from '#protocol/error.ts'
import { receiveFromCustomer, type CustomerActs } from '../act/customer-acts.ts'
import { customerCalls } from '../act/customer-calls.ts'
import type { FileKeeper } from '../file/file-keeper.ts'
import type { Thing } from '../configuration/kinds.ts'
import type { SignalBus } from '../live/signal-bus.ts'
import { keepCustomersPlaces } from '../store/timer-row.ts'
import { lastInteractionOfCustomer } from '../store/contact-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { toQuotedMessage } from '../store/quote-row.ts'
import type { LoggedEvent } from '../store/event-log.ts'
import type { Deliver } from '../work/outbox.ts'
import type { EventTail } from '../work/event-tail.ts'
import type { VoiceRoom } from '../voice/voice-room.ts'
import { signText, verifyToken } from './account-token.ts'
import { isBefore, readCustomerView, standingOf, toCustomerNews, type Standing } from './customer-news.ts'

export interface ChannelAccounts {
  receive(accountId: string, request: Request, path: string): Promise<Response | null>
  /** False: there is no such account, or its customers hold no connections. */
  connect(accountId: string, socket: CustomerSocket, request: { origin: string | null; ip: string }): boolean
  readonly deliver: Deliver
  /** Accounts that cannot work now, and why. */
  health(): readonly { readonly accountId: ChannelAccountId; readonly reason: string }[]
  close(): Promise<void>
}

export type ChannelParts = CustomerActs & {
  readonly tail: EventTail
  readonly bus: SignalBus
  readonly files: FileKeeper
  readonly voice: VoiceRoom
  readonly tokenKey: Buffer
  /** Settings with the secrets in the clear; null when they cannot be read. */
  readonly settingsOf: (account: Thing<'channel-account'>) => Promise<Readonly<Record<string, unknown>>>
  /** By kind; each has settings of its own, which its schema has checked. */
  readonly channels: readonly Channel<unknown>[]
}

const keepPlacesEveryMs = 20_000

type Opened = { readonly version: number; readonly quotes: boolean; readonly channel: OpenChannel }

export async function openChannelAccounts(parts: ChannelParts): Promise<ChannelAccounts> {
  const { context, tail, bus } = parts
  const opened = new Map<string, Opened>()
  const unwell = new Map<ChannelAccountId, string>()
  const followers = new Map<string, Set<(news: CustomerNews) => void>>()
  /** How the conversation of each of them stood when it was last told. */
  const standings = new Map<string, Standing>()
  let arranging: Promise<void> = Promise.resolve()
  let closed = false

  function tell(customer: string, news: CustomerNews): void {
    for (const listener of followers.get(customer) ?? []) listener(news)
  }

  function learn(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      const { customer } = event.audience
      if (!customer || !followers.has(customer)) continue
      const standing = standingOf(event)
      if (standing) {
        if (isBefore(standing, standings.get(customer))) continue
        standings.set(customer, standing)
      }
      const news = toCustomerNews(context, event)
      if (news) tell(customer, news)
    }
  }

  function arrange(): void {
    arranging = arranging
      .then(rearrange)
      .catch((error: unknown) => context.log.error({ err: error }, 'Channel accounts could not be arranged.'))
  }

  async function rearrange(): Promise<void> {
    if (closed) return
    const wanted = new Map(
      context.configuration
        .channelAccounts()
        .flatMap((account) => (account.enabled ? [[account.id, account]] : [])),
    )
    for (const [id, { version, channel }] of opened) {
      if (wanted.get(id as ChannelAccountId)?.version === version) continue
      opened.delete(id)
      await channel.close()
    }
    for (const account of wanted.values()) if (!opened.has(account.id)) await openOne(account)
  }

  async function openOne(account: Thing<'channel-account'>): Promise<void> {
    const { id } = account
    const kind = parts.channels.find((channel) => channel.kind === account.channel)
    if (!kind) {
      unwell.set(id, 'channel-unknown')
      return
    }
    try {
      const settings = kind.settings.parse(await parts.settingsOf(account))
      opened.set(id, {
        version: account.version,
        quotes: kind.can.quotes,
        channel: await kind.open(settings, hostFor(id)),
      })
      unwell.delete(id)
    } catch (error) {
      unwell.set(id, error instanceof Error ? error.message : 'settings')
      context.log.error({ err: error, accountId: id }, 'A channel account could not be opened.')
    }
  }

  function hostFor(accountId: ChannelAccountId): ChannelHost {
    const account = context.configuration.channelAccount(accountId)
    if (!account) throw new Error(`There is no channel account ${accountId}.`)
    const customerOf = (user: string): string => `${accountId}|${user}`
    return {
      accountId,
      accountName: account.name,
      queueId: account.queueId,
      now: () => context.now(),
      accept: async (event) => await receiveFromCustomer(parts, accountId, event),
      keepFile: async ({ user, name, bytes }) =>
        await parts.files.keepForCustomer({ accountId, user, name, bytes }),
      openFile: async (user, id) => await parts.files.openForCustomer(accountId, user, id),
      view: async (user, afterSeq, beforeSeq) =>
        await readCustomerView(context, accountId, user, afterSeq, beforeSeq),
      follow(user, listener) {
        const key = customerOf(user)
        const listeners = followers.get(key) ?? new Set()
        followers.set(key, listeners.add(listener))
        return () => {
          listeners.delete(listener)
          if (listeners.size > 0) return
          followers.delete(key)
          standings.delete(key)
        }
      },
      customerTyping(user, on) {
        passTypingOn(accountId, user, on).catch((error: unknown) =>
          context.log.warn({ err: error }, 'A typing hint was dropped.'),
        )
      },
      hours() {
        const queue = context.configuration.queue(account.queueId)
        const hours = queue?.hoursId ? context.configuration.hours(queue.hoursId) : null
        const at = context.now()
        return hours
          ? { open: isOpen(hours, at), changesAt: nextChangeAt(hours, at) }
          : { open: true, changesAt: null }
      },
      sign: (text) => signText(parts.tokenKey, accountId, text),
      verify: (token) => verifyToken(parts.tokenKey, accountId, token),
      verifyOf: (otherId, token) =>
        opened.has(otherId) ? verifyToken(parts.tokenKey, otherId, token) : null,
      calls: customerCalls(context, parts.voice, accountId),
      newId: (prefix) => context.newId(prefix),
      errorText: (code, language, details) => errorText(code as ErrorCode, language, details),
      reportHealth(health) {
        if (health.ok) unwell.delete(accountId)
        else unwell.set(accountId, health.reason)
      },
      log: (level, message, values) => context.log[level]({ accountId, ...values }, message),
    }
  }

  async function passTypingOn(accountId: ChannelAccountId, user: string, on: boolean): Promise<void> {
    const last = await lastInteractionOfCustomer(context.database, accountId, user)
    const record = last ? await readInteraction(context.database, last.id) : null
    const owner = record ? ownerOf(record.interaction) : null
    if (!record || !owner) return
    const interactionId: InteractionId = record.interaction.id
    bus.send({
      to: 'agents',
      interactionId,
      agentIds: [owner],
      signal: { type: 'customer-typing', interactionId, on },
    })
  }

  const unfollow = tail.follow(learn)
  const unlisten = context.configuration.onChange(arrange)
  const silence = bus.on((signal) => {
    if (signal.to === 'customer') tell(signal.customer, signal.news)
    if (signal.to === 'customers')
      for (const { customer, position, waitMs } of signal.queue)
        tell(customer, { type: 'queue', position, waitMs })
  })
  const keeping = setInterval(keepPlaces, keepPlacesEveryMs)

  /** A customer whose page is open does not lose the place in line. */
  function keepPlaces(): void {
    const queues = context.configuration
      .queues()
      .flatMap(({ id, customerGoneMs }) => (customerGoneMs === null ? [] : [{ id, goneMs: customerGoneMs }]))
    keepCustomersPlaces(context.database, [...followers.keys()], queues, context.now()).catch(
      (error: unknown) => context.log.warn({ err: error }, 'Connected customers could not be noted.'),
    )
  }

  arrange()
  await arranging

  return {
    async receive(accountId, request, path) {
      return (await opened.get(accountId)?.channel.receive(request, path)) ?? null
    },
    connect(accountId, socket, request) {
      const channel = opened.get(accountId)?.channel
      if (!channel?.connect) return false
      channel.connect(socket, request)
      return true
    },
    async deliver(post): Promise<Delivery> {
      const open = opened.get(post.accountId)
      if (!open) return { outcome: 'retry', afterMs: 5_000, reason: 'channel-account-off' }
      return await open.channel.send({
        type: 'text',
        user: post.user,
        messageId: post.messageId,
        text: post.text,
        files: post.files,
        quote: open.quotes && post.quote ? await toQuotedMessage(context.database, post.quote) : null,
      })
    },
    health: () => [...unwell].map(([accountId, reason]) => ({ accountId, reason })),
    async close() {
      closed = true
      clearInterval(keeping)
      unfollow()
      unlisten()
      silence()
      await arranging
      for (const { channel } of opened.values()) await channel.close()
      opened.clear()
    },
  }
}
