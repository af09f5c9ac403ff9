/**
 * What every engine must do, as scenarios that are heard: parties with a tone each, and who hears which. The fake runs them in no time, the embedded
 * engine with real sound in real browsers. Each scenario drives a call of the core, and every plan of it is put to the engine.
 */
import { audioPlan } from '#core/call/audio-plan.ts'
import type { Call, MonitorMode } from '#core/call/call.ts'
import type { CallEvent } from '#core/call/event.ts'
import { openCall, stepCall } from '#core/call/step.ts'
import type { CallId, LegId } from '#core/id.ts'
import { isRefusal } from '#core/step.ts'
import type { VoiceEngine, VoiceEvent } from './engine.ts'

export const callers = ['customer', 'ana', 'bruno', 'sofia'] as const
export type Caller = (typeof callers)[number]

/** What is needed to try an engine. */
export interface Trial {
  readonly engine: VoiceEngine
  /** The path of a music file that this engine can play. */
  readonly music: string
  /** What the engine has reported so far. */
  readonly events: readonly VoiceEvent[]
  /** An offer of this caller's phone, as the engine takes it; a new one each time. */
  offer(who: Caller): Promise<string>
  accept(who: Caller, answer: string): Promise<void>
  /** What this caller hears now: callers, and `music`. */
  hears(who: Caller): Promise<readonly string[]>
  /** The caller's phone is gone without a word. */
  vanish(who: Caller): Promise<void>
  press(who: Caller, digits: string): Promise<void>
  /** Until it is true; throws when it never is. */
  until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void>
}

const always = Number.MAX_SAFE_INTEGER
let calls = 0
let legs = 0

/** A call of the core, carried by the engine that is tried: each event changes the state, and the new plan is the engine's next order. */
export class Conversation {
  call: Call
  readonly #trial: Trial

  constructor(trial: Trial) {
    calls += 1
    this.#trial = trial
    const id: CallId = `cal_trial${calls}`
    this.call = openCall(
      {
        id,
        interactionId: 'int_1',
        partyId: 'pty_customer',
        who: { kind: 'customer' },
        leg: 'joining',
        untilAt: always,
      },
      0,
    ).state
  }

  async does(...happens: readonly CallEvent[]): Promise<void> {
    for (const event of happens) {
      const step = stepCall(this.call, event, 0)
      if (isRefusal(step)) throw new Error(`${event.type}: ${step.refused}`)
      this.call = step.state
      for (const effect of step.effects)
        if (effect.type === 'close-leg')
          await this.#trial.engine.order({ type: 'close-leg', legId: effect.legId })
    }
    await this.arrange()
  }

  async arrange(): Promise<void> {
    const { legs: planned, recording } = audioPlan(this.call)
    await this.#trial.engine.order({
      type: 'arrange',
      callId: this.call.id,
      legs: planned,
      music: this.#trial.music,
      recording: recording === 'off' ? null : { id: `rec_${this.call.id}`, mode: recording },
    })
  }

  async connects(who: Caller): Promise<void> {
    const { engine, events } = this.#trial
    legs += 1
    const legId: LegId = `leg_${who}${legs}`
    const offer = await this.#trial.offer(who)
    const outcome = await engine.order({ type: 'open-leg', legId, callId: this.call.id, offer })
    if (outcome.outcome !== 'answered') throw new Error(`${who} was not answered: ${outcome.outcome}`)
    await this.#trial.accept(who, outcome.answer)
    await this.#trial.until(`${who} is up`, () =>
      events.some((event) => event.type === 'leg-up' && event.legId === legId),
    )
    await this.does({ type: 'leg-up', partyId: `pty_${who}`, legId })
  }

  async answeredBy(who: Caller): Promise<void> {
    await this.does({ type: 'owner-joined', partyId: `pty_${who}`, agentId: `agt_${who}`, untilAt: always })
    await this.connects(who)
  }

  async invites(who: Caller, as: 'consulted' | 'member'): Promise<void> {
    await this.does(
      {
        type: 'invited',
        partyId: `pty_${who}`,
        who: { kind: 'agent', agentId: `agt_${who}` },
        as,
        untilAt: always,
      },
      { type: 'invitation-accepted', partyId: `pty_${who}`, untilAt: always },
    )
  }

  async isWatchedBy(who: Caller, mode: MonitorMode): Promise<void> {
    await this.does({
      type: 'monitored',
      partyId: `pty_${who}`,
      agentId: `agt_${who}`,
      mode,
      untilAt: always,
    })
    await this.connects(who)
  }

  legOf(who: Caller): LegId {
    const leg = this.call.parties.find(({ id }) => id === `pty_${who}`)?.leg
    if (leg?.name !== 'up') throw new Error(`${who} has no leg.`)
    return leg.legId
  }

  /** `{ customer: 'ana bruno' }`: this is so in a moment, and stays so. */
  async sounds(wanted: Partial<Record<Caller, string>>): Promise<void> {
    const told = async (): Promise<string> => {
      const lines: string[] = []
      for (const who of callers)
        if (wanted[who] !== undefined) lines.push(`${who}: ${inOrder(await this.#trial.hears(who))}`)
      return lines.join(', ')
    }
    const expected = callers
      .flatMap((who) => (wanted[who] === undefined ? [] : `${who}: ${inOrder(wanted[who].split(' '))}`))
      .join(', ')
    let last = ''
    try {
      await this.#trial.until(expected, async () => (last = await told()) === expected)
    } catch {
      throw new Error(`Expected ${expected}; heard ${last}.`)
    }
    const after = await told()
    if (after !== expected) throw new Error(`Expected ${expected}; a moment later ${after}.`)
  }

  async ends(): Promise<void> {
    await this.#trial.engine.order({ type: 'close-call', callId: this.call.id })
  }
}

const inOrder = (names: readonly string[]): string =>
  names
    .filter((name) => name !== '')
    .toSorted((a, b) => a.localeCompare(b))
    .join(' ')

export type Scenario = { readonly name: string; readonly run: (trial: Trial) => Promise<void> }

const mute = (who: Caller, on: boolean): CallEvent => ({ type: 'muted', partyId: `pty_${who}`, on })

export const scenarios: readonly Scenario[] = [
  {
    name: 'a customer hears music until somebody is there, and then both talk',
    async run(trial) {
      const call = new Conversation(trial)
      await call.connects('customer')
      await call.sounds({ customer: 'music' })
      await call.answeredBy('ana')
      await call.sounds({ customer: 'ana', ana: 'customer' })
      await call.ends()
    },
  },
  {
    name: 'hold and mute',
    async run(trial) {
      const call = new Conversation(trial)
      await call.connects('customer')
      await call.answeredBy('ana')
      await call.does({ type: 'held' })
      await call.sounds({ customer: 'music', ana: '' })
      await call.does({ type: 'resumed' }, mute('ana', true))
      await call.sounds({ customer: '', ana: 'customer' })
      await call.does(mute('ana', false))
      await call.sounds({ customer: 'ana', ana: 'customer' })
      await call.ends()
    },
  },
  {
    name: 'consultation, turning to one and the other, conference, handing over',
    async run(trial) {
      const call = new Conversation(trial)
      await call.connects('customer')
      await call.answeredBy('ana')
      await call.invites('bruno', 'consulted')
      await call.sounds({ customer: 'music', ana: '' })
      await call.connects('bruno')
      await call.sounds({ customer: 'music', ana: 'bruno', bruno: 'ana' })
      await call.does({ type: 'turned', to: 'main' })
      await call.sounds({ customer: 'ana', ana: 'customer', bruno: 'music' })
      await call.does({ type: 'merged' })
      await call.sounds({ customer: 'ana bruno', ana: 'bruno customer', bruno: 'ana customer' })
      await call.does({ type: 'handed-over', partyId: 'pty_bruno', stay: false })
      await call.sounds({ customer: 'bruno', bruno: 'customer', ana: '' })
      const { legs: left } = await trial.engine.survey()
      if (left.length !== 2) throw new Error(`${left.length} legs are left of two.`)
      await call.ends()
    },
  },
  {
    name: 'a supervisor listens, whispers and joins in',
    async run(trial) {
      const call = new Conversation(trial)
      await call.connects('customer')
      await call.answeredBy('ana')
      await call.isWatchedBy('sofia', 'listen')
      await call.sounds({ customer: 'ana', ana: 'customer', sofia: 'ana customer' })
      await call.does({ type: 'monitor-changed', partyId: 'pty_sofia', mode: 'whisper' })
      await call.sounds({ customer: 'ana', ana: 'customer sofia' })
      await call.does({ type: 'monitor-changed', partyId: 'pty_sofia', mode: 'barge' })
      await call.sounds({ customer: 'ana sofia', ana: 'customer sofia' })
      await call.does({ type: 'taken-over', partyId: 'pty_sofia' })
      await call.sounds({ customer: 'sofia', sofia: 'customer', ana: '' })
      await call.ends()
    },
  },
  {
    name: 'who vanishes is noticed, and comes back to the same place',
    async run(trial) {
      const call = new Conversation(trial)
      await call.connects('customer')
      await call.answeredBy('ana')
      const legId = call.legOf('ana')
      await trial.vanish('ana')
      await trial.until('it is noticed', () =>
        trial.events.some(
          (event) => (event.type === 'leg-lost' || event.type === 'leg-closed') && event.legId === legId,
        ),
      )
      await call.does({ type: 'leg-lost', legId, untilAt: always })
      await call.sounds({ customer: 'music' })
      await call.connects('ana')
      await call.sounds({ customer: 'ana', ana: 'customer' })
      await call.ends()
    },
  },
  {
    name: 'digits come once each, and the talk goes on',
    async run(trial) {
      const call = new Conversation(trial)
      await call.connects('customer')
      await call.answeredBy('ana')
      const from = trial.events.length
      await trial.press('customer', '159#')
      await trial.until(
        '159# came',
        () =>
          trial.events
            .slice(from)
            .flatMap((event) => (event.type === 'digit' ? event.digit : []))
            .join('') === '159#',
      )
      await call.sounds({ customer: 'ana', ana: 'customer' })
      await call.ends()
    },
  },
  {
    name: 'the same arrangement again changes nothing; two calls do not hear each other',
    async run(trial) {
      const [first, second] = [new Conversation(trial), new Conversation(trial)]
      await first.connects('customer')
      await first.answeredBy('ana')
      await second.does({
        type: 'owner-joined',
        partyId: 'pty_sofia',
        agentId: 'agt_sofia',
        untilAt: always,
      })
      await second.connects('sofia')
      await first.arrange()
      await first.arrange()
      await first.sounds({ customer: 'ana', ana: 'customer', sofia: '' })
      await first.ends()
      await second.ends()
    },
  },
  {
    name: 'what was not arranged has no sound; what is no offer is refused; what is over is gone',
    async run(trial) {
      const { engine } = trial
      const stranger = await engine.order({
        type: 'open-leg',
        legId: 'leg_stranger',
        callId: 'cal_nobody',
        offer: await trial.offer('customer'),
      })
      if (stranger.outcome !== 'answered') throw new Error(stranger.outcome)
      await trial.accept('customer', stranger.answer)
      await trial.until('the stranger is up', () =>
        trial.events.some((event) => event.type === 'leg-up' && event.legId === 'leg_stranger'),
      )
      const [leg] = (await engine.survey()).legs
      if (leg?.hears !== 'nothing' || leg.heard.length > 0) throw new Error('The stranger hears something.')
      await engine.order({ type: 'close-call', callId: 'cal_nobody' })
      for (const offer of ['', 'hello', 'v=0\r\nm=video 9 x 96\r\n']) {
        const outcome = await engine.order({ type: 'open-leg', legId: 'leg_x', callId: 'cal_x', offer })
        if (outcome.outcome !== 'refused' || outcome.reason !== 'bad-offer')
          throw new Error(JSON.stringify(outcome))
      }
      const { legs: left } = await engine.survey()
      if (left.length > 0) throw new Error(`${left.length} legs are left.`)
    },
  },
]
