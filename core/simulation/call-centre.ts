/**
 * One queue of calls and one team that answers at once: the centre of the textbooks, run by the real core. What the mathematics calls a
 * server is an agent with room for one call; service is from the offer, taken in the same instant, to the agent being free again.
 *
 * The core has no limit of waiting places, since no call that exists may be refused by it. Where a model has one (M/M/n/K, Erlang B with
 * no waiting places at all), it is the telephone line that has it: the channel account knows how many calls it can hold, and a call beyond
 * that hears the busy tone before there is an interaction. So here, too, it is refused at the door.
 */
import type { AgentId, InteractionId } from '../id.ts'
import { createAgenda, nextAt, plan, takeNext } from './agenda.ts'
import {
  arrive,
  createCentre,
  happen,
  hire,
  nextDueAt,
  putQueue,
  ringAlarms,
  route,
  tellAgent,
  type Centre,
} from './centre.ts'
import { createDice } from './dice.ts'

export type Call = {
  readonly at: number
  readonly handlingMs: number
  /** After how long this caller hangs up; null: never. */
  readonly patienceMs: number | null
  readonly priority: number
}

export type Fate = {
  readonly outcome: 'served' | 'left' | 'refused'
  readonly waitMs: number
  /** When the agent was free again; null: nobody had it. */
  readonly freeAt: number | null
}

export type Capacity = {
  readonly staff: number
  /** Calls that can be there at once, waiting or served; null: any number. */
  readonly places: number | null
}

const noEffort = {
  afterWork: { limitMs: 0, extensionMs: 0, forcedEndMs: null, then: { state: 'as-before' } },
  misses: { limit: 0, banMs: null, mayLiftOwn: true },
} as const

/** What became of each call, in the order given; they must be in the order of their instants. */
export function runCallCentre({ staff, places }: Capacity, calls: readonly Call[]): Fate[] {
  const fates: Fate[] = []
  const agenda = createAgenda<() => void>()
  const answered: { readonly id: InteractionId; readonly agentId: AgentId }[] = []
  const centre = openCentre(staff, (id, agentId) => answered.push({ id, agentId }))
  const indexes = new Map<InteractionId, number>()

  const settle = (): void => {
    route(centre)
    for (let one = answered.pop(); one; one = answered.pop()) {
      answer(centre, one.id, one.agentId)
      begin(one.id)
      route(centre)
    }
  }
  const begin = (id: InteractionId): void => {
    const index = indexes.get(id) ?? -1
    const call = calls[index]
    if (!call) throw new Error(`Nobody called as ${id}.`)
    const freeAt = centre.at + call.handlingMs
    fates[index] = { outcome: 'served', waitMs: centre.at - call.at, freeAt }
    plan(agenda, freeAt, () => {
      must(happen(centre, id, { type: 'ended', by: 'agent' }))
      must(happen(centre, id, { type: 'closed', policy: 'hidden' }))
      centre.closed.delete(id)
      settle()
    })
  }
  const call = (index: number, { patienceMs, priority }: Call): void => {
    if (places !== null && centre.interactions.size >= places) {
      fates[index] = { outcome: 'refused', waitMs: 0, freeAt: null }
      return
    }
    const id: InteractionId = `int_${String(index).padStart(9, '0')}`
    indexes.set(id, index)
    arrive(centre, { ...caller, id, priority })
    if (patienceMs !== null) plan(agenda, centre.at + patienceMs, () => hangUp(index, id, patienceMs))
    settle()
  }
  const hangUp = (index: number, id: InteractionId, waitMs: number): void => {
    if (centre.interactions.get(id)?.state.name !== 'waiting') return
    must(happen(centre, id, { type: 'customer-left' }))
    centre.closed.delete(id)
    fates[index] = { outcome: 'left', waitMs, freeAt: null }
    settle()
  }

  calls.forEach((one, index) => plan(agenda, one.at, () => call(index, one)))
  for (;;) {
    centre.at = Math.min(nextAt(agenda), Math.max(centre.at, nextDueAt(centre)))
    if (centre.at === Infinity) return fates
    ringAlarms(centre)
    if (nextAt(agenda) === centre.at) takeNext(agenda)?.()
  }
}

const caller = {
  caseId: 'cas_1',
  contactId: 'con_1',
  channel: 'voice',
  accountId: 'acc_1',
  direction: 'inbound',
  queueId: 'que_calls',
  requiredSkills: [],
  preferredAgentId: null,
} as const

function openCentre(staff: number, onOffered: (id: InteractionId, agentId: AgentId) => void): Centre {
  const centre = createCentre(createDice(1), ({ interactionId, agentIds }) => {
    for (const agentId of agentIds) onOffered(interactionId, agentId)
  })
  putQueue(centre, {
    routing: {
      id: 'que_calls',
      strategy: 'longest-idle',
      requiredSkills: [],
      relaxations: [],
      priority: 0,
      ageing: { pointsPerMinute: 0, maximum: 0 },
      preferredPatienceMs: 0,
      declinePauseMs: 0,
      open: true,
    },
    rules: noEffort,
    offerMs: 60_000,
  })
  const capacity = { maximum: { voice: 1 }, interruptedBy: {} }
  for (let index = 0; index < staff; index++) {
    const id: AgentId = `agt_${index}`
    hire(centre, {
      id,
      queues: [{ queueId: 'que_calls', order: index }],
      skills: {},
      channels: ['voice'],
      capacity,
    })
    must(tellAgent(centre, id, { type: 'signed-in' }))
    must(
      tellAgent(centre, id, {
        type: 'state-asked',
        channels: 'all',
        state: 'ready',
        reasonId: null,
        pendingWhileBusy: false,
      }),
    )
  }
  route(centre)
  return centre
}

function answer(centre: Centre, id: InteractionId, agentId: AgentId): void {
  const state = centre.interactions.get(id)?.state
  const offer = state?.name === 'offered' ? state.offers.find((one) => one.agentId === agentId) : undefined
  if (!offer) throw new Error(`${id} is not offered to ${agentId}.`)
  must(happen(centre, id, { type: 'accepted', offerId: offer.id, agentId }))
}

function must(refused: { readonly refused: string } | null): void {
  if (refused) throw new Error(`Refused: ${refused.refused}`)
}
