/**
 * Everybody at once: agents come, go, accept, reject, end and hand on, customers arrive, write and leave, all through the real acts on a real
 * database while the router and the alarms run. The rows are read in the middle of it and must agree at every instant; when it is calm,
 * nothing may wait while somebody is free, and everything can be brought to its end.
 */
import { createDice, type Dice } from '#core/simulation/dice.ts'
import type { AgentId } from '#core/id.ts'
import { openOffers, ownerOf } from '#core/interaction/interaction.ts'
import type { Actor } from '#core/permission/may.ts'
import type { RingStrategy } from '#core/routing/snapshot.ts'
import { afterEach, expect, it } from 'vitest'
import { readOpenInteractions } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import { openTestCentre, type TestCentre } from '../test/centre.ts'
import { contradictions, readRows, waitsForNothing } from '../test/coherence.ts'
import type { Router } from '../work/router.ts'
import type { Timers } from '../work/timers.ts'
import { receiveFromCustomer } from './customer-acts.ts'
import {
  acceptOffer,
  assignInteraction,
  closeInteraction,
  endInteraction,
  rejectOffer,
  returnInteraction,
  takeInteraction,
  transferInteraction,
} from './interaction-acts.ts'
import { agentConnected, agentSignedOut, askState } from './presence-acts.ts'
import { say } from './say.ts'

const queueSettings = {
  offerMs: 5_000,
  declinePauseMs: 1_000,
  misses: { limit: 3, banMs: 2_000, mayLiftOwn: true },
}
const strategies: readonly RingStrategy[] = ['longest-idle', 'all-at-once', 'least-occupied']

let centre: TestCentre
let router: Router
let timers: Timers
let agents: Actor[]
const hasTaken = new Set<AgentId>()

afterEach(async () => {
  await centre.close()
})

async function open(): Promise<void> {
  centre = await openTestCentre({ ...queueSettings, strategy: 'longest-idle' })
  const more = await Promise.all(
    strategies.slice(1).map(async (strategy) => await centre.addQueue({ ...queueSettings, strategy })),
  )
  const queueIds = ['que_first' as const, ...more]
  agents = []
  hasTaken.clear()
  for (let n = 0; n < 20; n += 1) {
    const maximum = { 'web-chat': 1 + (n % 4) }
    agents.push(
      await centre.addAgent({
        name: `Agente ${n}`,
        queueIds: queueIds.slice(n % 3 === 2 ? 0 : n % 3),
        capacity: { maximum, interruptedBy: {} },
      }),
    )
  }
  router = centre.startRouting()
  timers = centre.startTimers()
  while (!router.matcher()) await new Promise((resolve) => setTimeout(resolve, 5))
}

async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await timers.settle()
    await centre.tail.settle()
    await router.settle()
  }
}

async function pick<T>(dice: Dice, list: readonly T[]): Promise<T | undefined> {
  return list[Math.floor(dice() * list.length)]
}

async function doWithOffer(actor: Actor, dice: Dice): Promise<void> {
  const offer = await pick(
    dice,
    (await readPresence(centre.context.database, actor.agentId))?.presence.offers ?? [],
  )
  if (!offer) return
  if (dice() < 0.75) await acceptOffer(centre.context, actor, offer.interactionId, offer.offerId)
  else await rejectOffer(centre.context, actor, offer.interactionId, offer.offerId)
}

async function doWithHeld(actor: Actor, dice: Dice): Promise<void> {
  const held = await pick(
    dice,
    (await readPresence(centre.context.database, actor.agentId))?.presence.handling ?? [],
  )
  if (!held) return
  const chance = dice()
  if (chance < 0.5)
    await say(centre.context, centre.sayBatch, actor, held.interactionId, {
      clientId: centre.context.newId('key'),
      text: 'Un momento',
    })
  else if (chance < 0.6) await returnInteraction(centre.context, actor, held.interactionId)
  else if (chance < 0.7)
    await transferInteraction(
      centre.context,
      actor,
      held.interactionId,
      (await pick(dice, actor.queueIds)) ?? 'que_first',
    )
  else {
    await endInteraction(centre.context, actor, held.interactionId)
    await closeInteraction(centre.context, actor, held.interactionId)
  }
}

async function take(actor: Actor, dice: Dice): Promise<void> {
  const waiting = (await readOpenInteractions(centre.context.database)).filter(({ interaction }) =>
    ['waiting', 'offered'].includes(interaction.state.name),
  )
  const one = await pick(dice, waiting)
  if (!one) return
  hasTaken.add(actor.agentId)
  await takeInteraction(centre.context, actor, one.interaction.id)
}

/** What others do to them: work given by hand, and a second page that signs out. */
async function supervise(dice: Dice, acts: number): Promise<void> {
  const supervisor: Actor = { agentId: 'agt_supervisor', role: 'supervisor', queueIds: [] }
  for (let n = 0; n < acts; n += 1) {
    const actor = await pick(dice, agents)
    const open = (await readOpenInteractions(centre.context.database)).filter(
      ({ interaction }) => interaction.state.name !== 'ended',
    )
    const one = await pick(dice, open)
    if (!actor || !one) continue
    hasTaken.add(actor.agentId)
    const assigning = assignInteraction(centre.context, supervisor, one.interaction.id, actor.agentId)
    if (dice() < 0.5) await agentSignedOut(centre.context, actor.agentId)
    await assigning
  }
}

async function agentDoes(actor: Actor, dice: Dice): Promise<void> {
  const chance = dice()
  if (chance < 0.4) await doWithOffer(actor, dice)
  else if (chance < 0.75) await doWithHeld(actor, dice)
  else if (chance < 0.85) await askState(centre.context, actor, { state: 'ready', reasonId: null })
  else if (chance < 0.9) await askState(centre.context, actor, { state: 'not-ready', reasonId: null })
  else if (chance < 0.93) await take(actor, dice)
  else if (chance < 0.96) await agentSignedOut(centre.context, actor.agentId)
  else await agentConnected(centre.context, actor.agentId)
}

async function work(actor: Actor, dice: Dice, acts: number): Promise<void> {
  await centre.ready(actor)
  for (let n = 0; n < acts; n += 1) await agentDoes(actor, dice)
}

async function visit(user: string, dice: Dice): Promise<void> {
  for (let said = 1 + Math.floor(dice() * 4); said > 0; said -= 1) await centre.hear(user, 'Hola')
  if (dice() < 0.3)
    await receiveFromCustomer(centre, centre.account, { type: 'left', user, at: centre.context.now() })
}

/** Ten customers at a time, so that arrivals and acts are mixed to the end. */
async function visits(dice: Dice, customers: number): Promise<void> {
  const left = Array.from({ length: customers }, (_, n) => `vis_${n}`)
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let user = left.pop(); user; user = left.pop()) await visit(user, dice)
    }),
  )
}

async function watch(isOver: () => boolean): Promise<string[]> {
  const found: string[] = []
  while (!isOver()) {
    found.push(...contradictions(await readRows(centre.context.database), hasTaken))
    centre.advance(200)
  }
  return found
}

async function finishAll(): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    const open = (await readOpenInteractions(centre.context.database)).map(({ interaction }) => interaction)
    if (open.length === 0) return
    for (const interaction of open) {
      const offer = openOffers(interaction)[0]
      const actor = agents.find(({ agentId }) => agentId === (offer?.agentId ?? ownerOf(interaction)))
      if (actor && offer) await acceptOffer(centre.context, actor, interaction.id, offer.id)
      if (actor && interaction.state.name === 'active')
        await endInteraction(centre.context, actor, interaction.id)
      if (actor && !offer) await closeInteraction(centre.context, actor, interaction.id)
    }
    centre.advance(1_001)
    await settle()
  }
}

it.each([1, 2])(
  'never contradicts itself while twenty agents and two hundred customers do what they like, seed %i',
  { timeout: 60_000 },
  async (seed) => {
    await open()
    const dice = createDice(seed)
    let isOver = false
    const watched = watch(() => isOver)
    await Promise.all([
      visits(dice, 200),
      supervise(dice, 60),
      ...agents.map(async (actor) => await work(actor, dice, 30)),
    ])
    isOver = true
    expect(await watched).toEqual([])

    await settle()
    // What is offered now expires; bans end, and everybody is there.
    centre.advance(60_000)
    await settle()
    for (const actor of agents) await centre.ready(actor)
    // The pause after a decline.
    centre.advance(1_001)
    await settle()
    const rows = await readRows(centre.context.database)
    expect(contradictions(rows, hasTaken)).toEqual([])
    const membersOf = (queueId: string): Set<AgentId> =>
      new Set(
        agents.filter((actor) => actor.queueIds.some((id) => id === queueId)).map(({ agentId }) => agentId),
      )
    expect(waitsForNothing(rows, membersOf, centre.context.now())).toEqual([])

    await finishAll()
    const after = await readRows(centre.context.database)
    expect(after.interactions).toEqual([])
    expect(after.presences.flatMap(({ handling, offers }) => [...handling, ...offers])).toEqual([])
    expect(after.timers.filter(({ kind }) => kind !== 'agent-lost')).toEqual([])
  },
)
