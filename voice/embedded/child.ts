/**
 * The engine's own process: started, watched and replaced by `engine.ts`, with which it talks in messages. It is apart because its native part can end
 * a process in ways that nobody can catch, and because a busy server must not make anybody's voice late.
 */
import { setPriority } from 'node:os'
import type { VoiceEvent, VoiceOrder, VoiceOutcome, VoiceSurvey } from '../engine.ts'
import { createDataChannelTransport } from './data-channel-transport.ts'
import { createStudio } from './studio.ts'
import { createTrackStore } from './track-store.ts'
import type { TransportSettings } from './transport.ts'

export type ChildSettings = {
  readonly transport: TransportSettings
  readonly recordingFolder: string
  /** 32 bytes in hexadecimal. */
  readonly recordingKey: string
  readonly mostLegs: number
  readonly silentAfterMs: number
}

export type ToChild =
  | { readonly type: 'start'; readonly settings: ChildSettings }
  | { readonly type: 'order'; readonly n: number; readonly order: VoiceOrder }
  | { readonly type: 'survey'; readonly n: number }
  /** Are you alive? */
  | { readonly type: 'beat' }
  | { readonly type: 'end' }

export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'outcome'; readonly n: number; readonly outcome: VoiceOutcome }
  | { readonly type: 'survey'; readonly n: number; readonly survey: VoiceSurvey }
  | { readonly type: 'event'; readonly event: VoiceEvent }
  | { readonly type: 'beat' }
  | { readonly type: 'fault'; readonly message: string }
  | { readonly type: 'ended' }

/** On the scale of 19 to -20 that Unix has. */
const urgency = -10

const tell = (message: FromChild): void => {
  if (process.connected) process.send?.(message)
}
const fault = (error: unknown): void =>
  tell({ type: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })

/** Voice before everything else on this machine, where that is allowed: what waits for its turn is late. Threads that are made later have it too. */
function hurry(): void {
  try {
    setPriority(urgency)
  } catch {
    // Only those who administer a machine may; it works without.
  }
}

function start(settings: ChildSettings): void {
  hurry()
  const studio = createStudio({
    transport: createDataChannelTransport(settings.transport, fault),
    tracks: createTrackStore(settings.recordingFolder, Buffer.from(settings.recordingKey, 'hex')),
    report: (event) => tell({ type: 'event', event }),
    now: () => performance.now(),
    mostLegs: settings.mostLegs,
    silentAfterMs: settings.silentAfterMs,
  })
  const end = (): void => {
    studio.close()
    tell({ type: 'ended' })
    // The native part never lets a process end by itself.
    setImmediate(() => process.exit(0))
  }
  process.on('message', (message: ToChild) => {
    if (message.type === 'order')
      studio.order(message.order).then(
        (outcome) => tell({ type: 'outcome', n: message.n, outcome }),
        (error: unknown) => {
          fault(error)
          tell({ type: 'outcome', n: message.n, outcome: { outcome: 'down' } })
        },
      )
    if (message.type === 'survey') tell({ type: 'survey', n: message.n, survey: studio.survey() })
    if (message.type === 'beat') tell({ type: 'beat' })
    if (message.type === 'end') end()
  })
  // Whoever started us is gone: recordings are finished, and nobody is left talking to nobody.
  process.on('disconnect', end)
  // From a terminal they come to every process at once. Who started us ends us, when everything is in its place.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
  process.on('uncaughtException', fault)
  process.on('unhandledRejection', fault)
  tell({ type: 'ready' })
}

process.once('message', (message: ToChild) => {
  if (message.type === 'start') start(message.settings)
})
