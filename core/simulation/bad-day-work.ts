/** What customers do on the bad day, and what agents do with what they are offered and hold. */
import type { ChannelKind } from '../channel-kind.ts'
import type { AgentId, InteractionId } from '../id.ts'
import { ownerOf, type Interaction, type Offer } from '../interaction/interaction.ts'
import { queues, staff } from './bad-day-centre.ts'
import { arrive } from './centre.ts'
import { act, after, minuteMs, note, pick, type Day } from './day.ts'
import { exponential } from './dice.ts'

export function letArrive(day: Day): void {
  const { dice } = day
  const count = dice() < 0.05 ? 12 : 1
  for (let index = 0; index < count; index++) {
    const queue = pick(dice, queues)
    const channel = pick(dice, ['voice', 'web-chat', 'web-chat', 'email'] satisfies ChannelKind[])
    if (!queue || !channel) return
    const id: InteractionId = `int_${String(day.arrivals++).padStart(5, '0')}`
    arrive(day.centre, {
      id,
      caseId: 'cas_1',
      contactId: 'con_1',
      channel,
      accountId: 'acc_1',
      direction: 'inbound',
      queueId: queue.routing.id,
      priority: dice() < 0.1 ? 3 : 0,
      requiredSkills: dice() < 0.2 ? [{ skillId: 'skl_english', level: 3 }] : [],
      preferredAgentId: dice() < 0.15 ? (pick(dice, staff)?.id ?? null) : null,
    })
    note(day, `${id} arrives in ${queue.routing.id} by ${channel}`)
    after(day, exponential(dice, 9 * minuteMs), () => leave(day, id))
  }
}

function leave(day: Day, id: InteractionId): void {
  if (act(day, id, { type: 'customer-left' })) wrapUp(day, id)
}

/** How the agent takes an offer: most are accepted in time. */
export function reactTo(
  day: Day,
  id: InteractionId,
  { id: offerId, agentId, offeredAt, deadlineAt }: Offer,
): void {
  const { dice } = day
  const lengthMs = deadlineAt - offeredAt
  const die = dice()
  const accept = (): void => {
    if (!act(day, id, { type: 'accepted', offerId, agentId })) return
    day.byHand.delete(id)
    work(day, id, agentId)
  }
  if (die < 0.6) after(day, dice() * 0.8 * lengthMs, accept)
  else if (die < 0.72)
    after(day, dice() * lengthMs, () => act(day, id, { type: 'rejected', offerId, agentId }))
  else if (die < 0.8) after(day, lengthMs * (1 + 0.2 * Math.floor(dice() * 2)), accept)
  else if (die < 0.88)
    after(day, dice() * lengthMs, () => {
      accept()
      accept()
    })
}

/** Whoever has just become its owner does something with it after a while, if it is still theirs then. */
function work(day: Day, id: InteractionId, agentId: AgentId): void {
  after(day, exponential(day.dice, 2 * minuteMs), () => {
    const interaction = day.centre.interactions.get(id)
    if (interaction?.state.name === 'active' && ownerOf(interaction) === agentId)
      finish(day, interaction, agentId)
  })
}

function finish(day: Day, { id, channel, queueId }: Interaction, agentId: AgentId): void {
  const { dice } = day
  const die = dice()
  if (die < 0.06) act(day, id, { type: 'returned' })
  else if (die < 0.14) {
    const other = pick(
      dice,
      queues.filter(({ routing }) => routing.id !== queueId),
    )
    if (other) act(day, id, { type: 'transferred', queueId: other.routing.id })
  } else if (die < 0.22 && channel === 'voice') park(day, id)
  else if (die < 0.22) store(day, id)
  else if (act(day, id, { type: 'ended', by: 'agent' })) wrapUp(day, id)
  if (day.centre.interactions.get(id)?.state.name === 'active') work(day, id, agentId)
}

function park(day: Day, id: InteractionId): void {
  const { centre, dice } = day
  act(day, id, { type: 'parked', slot: '70', untilAt: centre.at + minuteMs })
  if (dice() < 0.6) after(day, dice() * 2 * minuteMs, () => handOver(day, id, 'retrieved'))
}

function store(day: Day, id: InteractionId): void {
  const { centre, dice } = day
  const dueAt = dice() < 0.5 ? centre.at + 3 * minuteMs : null
  act(day, id, { type: 'stored', workbinId: 'bin_1', dueAt })
  // What has no due time must be taken some day, or it would lie there for ever.
  const takeLater = (): void => {
    const state = day.centre.interactions.get(id)?.state.name
    if (state === 'stored' && !handOver(day, id, 'taken')) after(day, minuteMs, takeLater)
  }
  if (dueAt === null || dice() < 0.5) after(day, exponential(dice, 2 * minuteMs), takeLater)
}

/** Somebody who is there gets it, whatever that agent has in hand already. */
export function handOver(
  day: Day,
  id: InteractionId,
  type: 'pulled' | 'assigned' | 'retrieved' | 'taken',
): boolean {
  const { centre, dice, byHand } = day
  const there = staff.filter((agent) => centre.presences.get(agent.id)?.online)
  const agentId = pick(dice, there)?.id
  if (!agentId || !act(day, id, { type, agentId })) return false
  byHand.add(id)
  work(day, id, agentId)
  if (centre.interactions.get(id)?.state.name === 'ended') wrapUp(day, id)
  return true
}

/** Sets its disposition and closes it, some time after it has ended; whoever it belongs to by then. */
export function wrapUp(day: Day, id: InteractionId): void {
  after(day, day.dice() * minuteMs, () => {
    if (day.centre.interactions.get(id)?.state.name !== 'ended') return
    act(day, id, { type: 'closed', policy: 'mandatory' })
    act(day, id, { type: 'disposed', dispositionId: 'dsp_1', policy: 'mandatory' })
    act(day, id, { type: 'closed', policy: 'mandatory' })
  })
}
