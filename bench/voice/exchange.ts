/**
 * Puts calls together as the server does: a customer's leg is opened and hears music, an agent's leg is opened, both are arranged into one bridge. Notes
 * how long each step took. The engine is the product's own, in its own process.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CallId, LegId, PartyId } from '#core/id.ts'
import { openEmbeddedEngine, type EmbeddedEngine } from '#voice/embedded/engine.ts'
import type { ArrangedLeg, VoiceEvent, VoiceOrder } from '#voice/engine.ts'
import type { FromPhones, Lanes, ToPhones } from './phones.ts'
import { machineMs } from './probe.ts'

export type CallTimes = {
  /** The agent's offer is given to the engine → the engine says that the leg is up. */
  readonly connectMs: number
  /** The order that brings both together → each has heard the other. */
  readonly arrangedToSoundMs: number
  /** The agent's offer is given to the engine → each has heard the other. */
  readonly offerToSoundMs: number
}

export type Exchange = {
  readonly engine: EmbeddedEngine
  readonly phonesPid: number
  readonly recordings: () => number
  /** Legs that the engine lost without being asked to. */
  readonly lost: () => number
  /** Phones that had to call again: see pitfall 14 of the library when it makes the offer. */
  readonly calledAgain: () => number
  readonly call: (n: number, isRecorded: boolean) => Promise<CallTimes>
  readonly hangUp: (n: number) => Promise<void>
  /** What is said from now on counts for it; 0: for none. */
  readonly window: (window: number) => void
  readonly told: (window: number) => Promise<{ readonly lanes: Lanes; readonly strangers: number }>
  readonly whenRestarted: () => Promise<void>
  readonly close: () => Promise<void>
}

export const recordingKey = '2b'.repeat(32)
const music = fileURLToPath(new URL('../../voice/embedded/music/hold.opus', import.meta.url))
const program = fileURLToPath(new URL('phones.ts', import.meta.url))
const silentAfterMs = 5_000
const patienceMs = 15_000

const customerOf = (n: number): number => n * 2
const agentOf = (n: number): number => n * 2 + 1
const callId = (n: number): CallId => `cal_${n}`
const legId = (phone: number): LegId => `leg_${phone}`

/** As the server's own default, and everything over one of them. */
export const portRanges = { many: { from: 40_000, to: 40_999 }, one: { from: 40_000, to: 40_000 } } as const

/** `recordingFolder`: what is recorded goes there, encrypted. */
export async function openExchange(
  recordingFolder: string,
  ports: keyof typeof portRanges = 'many',
): Promise<Exchange> {
  const watchers = new Set<(message: FromPhones | VoiceEvent) => void>()
  let recordings = 0
  let lost = 0
  let calledAgain = 0
  const seen = (message: FromPhones | VoiceEvent): void => {
    if (message.type === 'recording-finished') recordings += 1
    if (message.type === 'leg-lost') lost += 1
    for (const watcher of watchers) watcher(message)
  }
  const engine = await openEmbeddedEngine(
    {
      transport: { address: '127.0.0.1', announcedAddress: null, ports: portRanges[ports] },
      recordingFolder,
      recordingKey,
      mostLegs: 2_000,
      silentAfterMs,
      firstPauseMs: 250,
      longestPauseMs: 5_000,
    },
    { report: seen },
    (fault) => process.stderr.write(`engine: ${fault}\n`),
  )
  const phones = fork(program, ports === 'one' ? ['--own-ports'] : [], { serialization: 'advanced' })
  phones.on('message', seen)
  await once(phones, 'message')
  const tell = (message: ToPhones): void => void phones.send(message)

  /** Resolves with what `pick` finds first; null when nothing comes. */
  async function until<Found>(
    pick: (message: FromPhones | VoiceEvent) => Found | null,
  ): Promise<Found | null> {
    return await new Promise((resolve) => {
      const finish = (found: Found | null): void => {
        clearTimeout(patience)
        watchers.delete(watcher)
        resolve(found)
      }
      const watcher = (message: FromPhones | VoiceEvent): void => {
        const found = pick(message)
        if (found !== null) finish(found)
      }
      const patience = setTimeout(() => finish(null), patienceMs)
      watchers.add(watcher)
    })
  }

  const heardFrom = async (phone: number, from: number | null): Promise<number | null> =>
    await until((message) =>
      message.type === 'heard' && message.phone === phone && message.from === from ? message.atMs : null,
    )

  /** Gives back when the offer went to the engine and when the leg was up. */
  async function connect(
    n: number,
    phone: number,
    hears: number,
  ): Promise<{ offeredAt: number; upAt: number }> {
    const offered = until((message) =>
      message.type === 'offered' && message.phone === phone ? message.offer : null,
    )
    tell({ type: 'call', phone, hears })
    const offer = await offered
    if (offer === null) throw new Error(`Phone ${phone} makes no offer: the machine is too busy.`)
    const up = until((message) => {
      if (message.type === 'leg-up' && message.legId === legId(phone)) return machineMs()
      return message.type === 'failed' && message.phone === phone ? -1 : null
    })
    const offeredAt = machineMs()
    const outcome = await engine.order({ type: 'open-leg', legId: legId(phone), callId: callId(n), offer })
    if (outcome.outcome !== 'answered') throw new Error(`A leg was not answered: ${JSON.stringify(outcome)}.`)
    tell({ type: 'accept', phone, answer: outcome.answer })
    const upAt = await up
    if (upAt !== null && upAt > 0) return { offeredAt, upAt }
    calledAgain += 1
    tell({ type: 'hang-up', phone })
    return await connect(n, phone, hears)
  }

  const leg = (phone: number, isTalking: boolean): ArrangedLeg => ({
    legId: legId(phone),
    partyId: `pty_${phone}` satisfies PartyId,
    bridge: isTalking ? 'talk' : null,
    hears: isTalking ? 'bridge' : 'music',
    speaksTo: isTalking ? 'all' : 'nobody',
    isAgent: phone % 2 === 1,
    isRecorded: isTalking,
  })
  const arrangement = (n: number, legs: readonly ArrangedLeg[], isRecorded: boolean): VoiceOrder => ({
    type: 'arrange',
    callId: callId(n),
    legs,
    music,
    recording: isRecorded ? { id: `rec_${callId(n)}`, mode: 'on' } : null,
  })

  const laid = until((message) => (message.type === 'yardsticks-laid' ? true : null))
  tell({ type: 'lay-yardsticks' })
  await laid

  return {
    engine,
    phonesPid: phones.pid ?? 0,
    recordings: () => recordings,
    lost: () => lost,
    calledAgain: () => calledAgain,
    async call(n, isRecorded) {
      const [customer, agent] = [customerOf(n), agentOf(n)]
      const musicHeard = heardFrom(customer, null)
      await engine.order(arrangement(n, [leg(customer, false)], false))
      await connect(n, customer, agent)
      if ((await musicHeard) === null) throw new Error(`Customer ${n} never heard music.`)
      const { offeredAt, upAt } = await connect(n, agent, customer)
      const sound = Promise.all([heardFrom(customer, agent), heardFrom(agent, customer)])
      const arrangedAt = machineMs()
      await engine.order(arrangement(n, [leg(customer, true), leg(agent, true)], isRecorded))
      const [atCustomer, atAgent] = await sound
      if (atCustomer === null || atAgent === null) throw new Error(`Nobody was heard in call ${n}.`)
      const soundAt = Math.max(atCustomer, atAgent)
      return {
        connectMs: upAt - offeredAt,
        arrangedToSoundMs: soundAt - arrangedAt,
        offerToSoundMs: soundAt - offeredAt,
      }
    },
    async hangUp(n) {
      await engine.order({ type: 'close-call', callId: callId(n) })
      for (const phone of [customerOf(n), agentOf(n)]) tell({ type: 'hang-up', phone })
    },
    window: (window) => tell({ type: 'window', window }),
    async told(window) {
      const told = until((message) => (message.type === 'told' && message.window === window ? message : null))
      tell({ type: 'tell', window })
      const { lanes, strangers } = (await told) ?? {}
      if (!lanes) throw new Error('The phones do not tell what they heard.')
      return { lanes, strangers: strangers ?? 0 }
    },
    async whenRestarted() {
      if ((await until((message) => (message.type === 'restarted' ? true : null))) === null)
        throw new Error('The engine does not come back.')
    },
    async close() {
      await engine.close()
      phones.disconnect()
      await once(phones, 'exit')
    },
  }
}
