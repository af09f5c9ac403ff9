/**
 * The suite is held to its word: each of these channels breaks exactly one promise, and exactly that promise's check must fail. A check
 * that would pass on a broken channel proves nothing about a sound one.
 */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Accepted, ChannelHost, InboundEvent } from './channel.ts'
import { contractCases, type ContractCase } from './contract/cases.ts'
import type { ChannelTrial } from './contract/trial.ts'
import { soundAsked, type AskedParts } from './fake/asked-channel.ts'
import { askedTrial } from './fake/asked-trial.ts'
import { soundCalling, type CallingParts } from './fake/calling-channel.ts'
import { callingTrial } from './fake/calling-trial.ts'
import { keeper, type Keeper } from './keeper.ts'

async function brokenPromises(trial: ChannelTrial): Promise<string[]> {
  const broken: string[] = []
  for (const [id, { check }] of Object.entries(contractCases)) {
    if (trial.declines?.[id as ContractCase] !== undefined) continue
    await check(trial).catch((problem: unknown) => {
      if (!(problem instanceof Error)) throw problem
      broken.push(id)
    })
  }
  return broken
}

const calling = (parts: Partial<CallingParts>) => callingTrial('a broken one', { ...soundCalling, ...parts })
const asked = (parts: Partial<AskedParts>) => askedTrial('a broken one', { ...soundAsked, ...parts })

/** A keeper that changes what passes through it. */
const keeperWith =
  (change: (event: InboundEvent) => InboundEvent) =>
  (host: ChannelHost): Keeper => {
    const sound = keeper({ accept: (event) => host.accept(change(event)) })
    return sound
  }

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Says "kept" when the host takes longer than a moment. */
const impatientKeeper = (host: ChannelHost): Keeper => {
  const sound = keeper(host)
  const isSupposed: Accepted = {
    kept: true,
    conversation: 'int_supposed',
    position: 1,
    seq: 1,
    at: 1,
    double: false,
  }
  return { ...sound, keep: (event) => Promise.race([sound.keep(event), turns(12).then(() => isSupposed)]) }
}

let counter = 0
const withNewId = (event: InboundEvent): InboundEvent => {
  counter += 1
  return event.type === 'message' ? { ...event, externalId: `${event.externalId}-${counter}` } : event
}

let firstUser: string | null = null
const ofTheFirstUser = (host: ChannelHost): Keeper => {
  firstUser = null
  return keeperWith((event) => {
    firstUser ??= event.user
    return { ...event, user: firstUser }
  })(host)
}

const namelessMark = (event: InboundEvent): InboundEvent =>
  event.type === 'marked' ? { ...event, upTo: { messageId: 'msg_somewhere' } } : event

const withoutLines = (host: ChannelHost): Keeper => {
  const underWay = new Map<string, Promise<Accepted>>()
  return {
    idle: async () => void (await Promise.allSettled(underWay.values())),
    keep(event) {
      if (event.type !== 'message') return host.accept(event)
      const kept =
        underWay.get(event.externalId) ?? host.accept(event).finally(() => underWay.delete(event.externalId))
      underWay.set(event.externalId, kept)
      return kept
    },
  }
}

const withoutMemory = (host: ChannelHost): Keeper => {
  const going = new Set<Promise<Accepted>>()
  return {
    idle: async () => void (await Promise.allSettled(going)),
    keep(event) {
      const kept = host.accept(event)
      going.add(kept)
      return kept
    },
  }
}

const talkative = (host: ChannelHost): Keeper => {
  const sound = keeper(host)
  return {
    ...sound,
    keep(event) {
      if (event.type === 'message') host.log('info', `got a message: ${event.text}`)
      return sound.keep(event)
    },
  }
}

const label = { es: 'Secreto', en: 'Secret' }
const wordless = z.object({ secret: z.string().min(8).meta({ label }) })
const pathless = z
  .object({ secret: z.string().meta({ label, help: label }) })
  .refine(({ secret }) => secret.length > 8, 'wrong')

const broken: readonly (readonly [what: string, breaks: ContractCase, trial: ChannelTrial])[] = [
  ['acknowledges before it is kept', 'keeps-first', calling({ keeper: impatientKeeper })],
  ['gives a repeated message a new id', 'same-once', calling({ keeper: keeperWith(withNewId) })],
  ['does not look at the signature', 'forged-refused', calling({ isGenuine: () => true })],
  ['takes everybody for the first one', 'ids-round-trip', calling({ keeper: ofTheFirstUser })],
  ['loses which message a mark is about', 'ids-round-trip', calling({ keeper: keeperWith(namelessMark) })],
  [
    'keeps a batch side by side',
    'order-kept',
    calling({ keeper: withoutLines, keepAll: (events, keep) => Promise.all(events.map(keep)) }),
  ],
  [
    'acknowledges what the host refuses',
    'refusal-told',
    calling({ toAnswer: () => ({ as: 'acknowledged' }) }),
  ],
  [
    'refuses without a word',
    'refusal-told',
    calling({ toAnswer: ({ kept }) => (kept ? { as: 'acknowledged' } : { as: 'refused', told: '' }) }),
  ],
  ['hands in again while the first is being kept', 'slow-host', calling({ keeper: withoutMemory })],
  [
    'sends whatever it is given',
    'undeclared-act',
    calling({ check: (act) => (act.type === 'text' ? soundCalling.check(act) : null) }),
  ],
  [
    'takes any length of text',
    'within-limits',
    calling({ check: (act) => soundCalling.check({ ...act, text: act.text.slice(0, 1) }) }),
  ],
  ['takes any file', 'within-limits', calling({ check: (act) => soundCalling.check({ ...act, files: [] }) })],
  [
    'loses what an answer is about',
    'quote-shown',
    calling({ toHandOver: (act) => ({ ...soundCalling.toHandOver(act), answers: null }) }),
  ],
  [
    'gives up when it should try again',
    'failure-classes',
    calling({
      toDelivery: (reply) =>
        reply === null ? { outcome: 'rejected', reason: 'gone' } : soundCalling.toDelivery(reply),
    }),
  ],
  [
    'tries again for ever when it is not authorised',
    'failure-classes',
    calling({
      toDelivery: (reply) =>
        reply?.status === 401
          ? { outcome: 'retry', afterMs: 1, reason: 'later' }
          : soundCalling.toDelivery(reply),
    }),
  ],
  ['ends while something is being kept', 'nothing-left', calling({ atEnd: async () => undefined })],
  ['has a setting without help', 'settings-readable', calling({ settings: wordless })],
  ['does not say which setting is wrong', 'settings-readable', calling({ settings: pathless })],
  ['writes messages into the log', 'quiet-log', calling({ keeper: talkative })],
  ['has settings that are no form', 'settings-readable', calling({ settings: z.any() })],

  ['marks as seen before it is kept', 'keeps-first', asked({ keeper: impatientKeeper })],
  ['looks again while it still looks', 'slow-host', asked({ looksOneAtATime: false, keeper: withoutMemory })],
  ['goes on asking after the end', 'nothing-left', asked({ stopsAsking: false })],
  [
    'marks as seen what the host refuses',
    'refusal-told',
    asked({ toAnswer: () => ({ as: 'acknowledged' }) }),
  ],
]

describe('the channel contract notices a channel that', () => {
  it.each(broken)('%s', async (_what, breaks, trial) => {
    expect(await brokenPromises(trial)).toEqual([breaks])
  })

  it('breaks any one of its promises', () => {
    expect(new Set(broken.map(([, breaks]) => breaks))).toEqual(new Set(Object.keys(contractCases)))
  })
})
