/**
 * The running centre of one node: everything between the database and the doors, started in the order in which one part needs another and closed in the
 * reverse. `server.ts` puts the doors in front.
 */
import { randomUUID } from 'node:crypto'
import { mostParties } from '#core/call/call.ts'
import type { VoiceEngine, VoiceHost } from '#voice/engine.ts'
import type { Channel } from '#channels/channel.ts'
import { createSayBatch, type SayBatch } from './act/say-batch.ts'
import { openChannelAccounts, type ChannelAccounts } from './channel-host/channel-accounts.ts'
import type { Thing } from './configuration/kinds.ts'
import type { Context } from './context.ts'
import type { FileKeeper } from './file/file-keeper.ts'
import { openSignalBus, type SignalBus } from './live/signal-bus.ts'
import { openEventTail, type EventTail } from './work/event-tail.ts'
import { startOutbox, type SendPush } from './work/outbox.ts'
import { startQueuePulse } from './work/queue-pulse.ts'
import { startRouter, type Router } from './work/router.ts'
import { startTimers } from './work/timers.ts'
import { iceServers, type IceConfig } from './voice/ice-settings.ts'
import type { RecordingKeeper } from './voice/keep-recording.ts'
import type { QueueMusic } from './voice/queue-music.ts'
import { openVoiceRoom, type VoiceRoom } from './voice/voice-room.ts'

/** Everybody else in a call can be heard apart. */
const lines = mostParties - 1

export type Centre = {
  readonly context: Context
  readonly tail: EventTail
  readonly bus: SignalBus
  readonly sayBatch: SayBatch
  readonly accounts: ChannelAccounts
  readonly voice: VoiceRoom
  readonly router: Router
  /** Stops taking work, finishes what is under way, leaves the database open. */
  close(): Promise<void>
}

export type CentreParts = {
  readonly context: Context
  readonly files: FileKeeper
  readonly channels: readonly Channel<unknown>[]
  readonly openEngine: (host: VoiceHost) => Promise<VoiceEngine>
  readonly recordings: RecordingKeeper
  readonly music: QueueMusic
  readonly ice: IceConfig
  /** Signs customers' tokens. */
  readonly tokenKey: Buffer
  readonly sendPush: SendPush
  /** An account's settings with the secrets in the clear. */
  readonly settingsOf: (account: Thing<'channel-account'>) => Promise<Readonly<Record<string, unknown>>>
}

export async function openCentre({
  context,
  files,
  channels,
  openEngine,
  recordings,
  music,
  ice,
  tokenKey,
  sendPush,
  settingsOf,
}: CentreParts): Promise<Centre> {
  const nodeId = randomUUID()
  const closers: (() => Promise<void>)[] = []
  const opened = <Part extends { close(): Promise<void> }>(part: Part): Part => {
    closers.push(async () => await part.close())
    return part
  }

  const tail = opened(await openEventTail(context))
  const bus = opened(await openSignalBus(context.database, context.log, nodeId))
  const sayBatch = createSayBatch(context)
  closers.push(async () => await sayBatch.settle())
  const voice = opened(
    await openVoiceRoom({
      context,
      tail,
      bus,
      openEngine,
      settings: (name) => ({ iceServers: iceServers(ice, name, context.now()), lines, numbers: false }),
      musicOf: (queueId) => music.pathFor(queueId),
      recordings,
    }),
  )
  const accounts = await openChannelAccounts({
    context,
    voice,
    sayBatch,
    tail,
    bus,
    files,
    tokenKey,
    settingsOf,
    channels,
  })
  const outbox = startOutbox(context, nodeId, { message: accounts.deliver, push: sendPush })
  closers.push(async () => await accounts.close())
  opened(outbox)
  opened(startTimers(context))
  const router = opened(startRouter(context, tail, nodeId))
  opened(startQueuePulse(context, router, bus))

  return {
    context,
    tail,
    bus,
    sayBatch,
    accounts,
    voice,
    router,
    async close() {
      for (const close of closers.toReversed()) await close()
    },
  }
}
