import { describe, expect, it } from 'vitest'
import { scenarios, type Trial } from './contract.ts'
import type { VoiceEngine, VoiceEvent, VoiceOrder } from './engine.ts'
import { createFakeEngine } from './fake/fake-engine.ts'

type Broken = (engine: VoiceEngine) => Partial<VoiceEngine>

function openTrial(broken: Broken = () => ({})): Trial {
  const events: VoiceEvent[] = []
  const fake = createFakeEngine({ report: (event) => events.push(event) })
  return {
    engine: { ...fake, ...broken(fake) },
    music: 'any',
    events,
    offer: async (who) => await Promise.resolve(`phone:${who}`),
    accept: async () => await Promise.resolve(),
    hears: async (who) => await Promise.resolve(fake.heardBy(who)),
    vanish: async (who) => await Promise.resolve(fake.vanish(who)),
    press: async (who, digits) => await Promise.resolve(fake.press(who, digits)),
    async until(what, isTrue) {
      for (let turn = 0; turn < 20; turn += 1) {
        if (await isTrue()) return
        await Promise.resolve()
      }
      throw new Error(`Never: ${what}.`)
    },
  }
}

describe('the fake engine', () => {
  it.each(scenarios)('$name', async ({ run }) => {
    await expect(run(openTrial())).resolves.toBeUndefined()
  })
})

/** Engines that do one thing wrong: each must be found out by some scenario. */
const changed =
  (change: (order: VoiceOrder) => VoiceOrder | null): Broken =>
  (engine) => ({
    async order(order) {
      const now = change(order)
      return now ? await engine.order(now) : { outcome: 'done' }
    },
  })
const arranged = (change: (order: Extract<VoiceOrder, { type: 'arrange' }>) => VoiceOrder | null): Broken =>
  changed((order) => (order.type === 'arrange' ? change(order) : order))

const broken: Readonly<Record<string, Broken>> = {
  'plays no music': arranged((order) => ({
    ...order,
    legs: order.legs.map((leg) => ({ ...leg, hears: leg.hears === 'music' ? 'nothing' : leg.hears })),
  })),
  'does not mute': arranged((order) => ({
    ...order,
    legs: order.legs.map((leg) => ({ ...leg, speaksTo: leg.speaksTo === 'nobody' ? 'all' : leg.speaksTo })),
  })),
  'lets the customer hear whispers': arranged((order) => ({
    ...order,
    legs: order.legs.map((leg) => ({ ...leg, speaksTo: leg.speaksTo === 'agents' ? 'all' : leg.speaksTo })),
  })),
  'makes one room of all': arranged((order) => ({
    ...order,
    legs: order.legs.map((leg) => ({ ...leg, bridge: 'one', hears: 'bridge' as const })),
  })),
  'forgets arrangements': arranged(() => null),
  'closes no leg': changed((order) => (order.type === 'close-leg' ? null : order)),
  'closes no call': changed((order) => (order.type === 'close-call' ? null : order)),
  'takes every offer': changed((order) =>
    order.type === 'open-leg' && !order.offer.startsWith('phone:')
      ? { ...order, offer: 'phone:anybody' }
      : order,
  ),
}

describe('the scenarios', () => {
  it.each(Object.keys(broken))('find an engine out that %s', async (name) => {
    const failures: string[] = []
    for (const { name: scenario, run } of scenarios)
      await run(openTrial(broken[name])).catch(() => failures.push(scenario))
    expect(failures).not.toEqual([])
  })
})
