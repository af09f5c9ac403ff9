/**
 * The rules of SPEC §4 written down in the plainest way there is: look at everything, every time. It shares nothing with the real
 * matcher but the words, and says what the real one has to say.
 */
import { channelKinds } from '#core/channel-kind.ts'
import type { AgentId, InteractionId, QueueId, SkillId } from '#core/id.ts'
import type { RequiredSkill } from '#core/interaction/interaction.ts'
import type {
  Decision,
  Matcher,
  RoutingAgent,
  RoutingQueue,
  WaitingInteraction,
  WaitingReason,
} from '#core/routing/snapshot.ts'

export type NaiveMatcher = Matcher & { copy(): NaiveMatcher }

type Known = {
  readonly queues: Map<QueueId, RoutingQueue>
  readonly agents: Map<AgentId, RoutingAgent>
  readonly waiting: Map<InteractionId, WaitingInteraction>
}

export function createNaiveMatcher(
  known: Known = { queues: new Map(), agents: new Map(), waiting: new Map() },
): NaiveMatcher {
  const { queues, agents, waiting } = known

  const score = (one: WaitingInteraction, at: number): number => {
    const queue = queues.get(one.queueId)
    const waited = Math.max(0, at - one.placeAt)
    const { pointsPerMinute, maximum } = queue?.ageing ?? { pointsPerMinute: 0, maximum: 0 }
    return (queue?.priority ?? 0) + one.priority + Math.min(maximum, (pointsPerMinute * waited) / 60_000)
  }
  const isBefore = (one: WaitingInteraction, other: WaitingInteraction, at: number): boolean => {
    const difference = score(one, at) - score(other, at) || other.placeAt - one.placeAt
    return difference === 0 ? one.id < other.id : difference > 0
  }

  /** What is asked in full, and what is left of it now. */
  const asked = (one: WaitingInteraction, at: number): { now: RequiredSkill[]; first: RequiredSkill[] } => {
    const queue = queues.get(one.queueId)
    const all = [...(queue?.requiredSkills ?? []), ...one.requiredSkills]
    const names = [...new Set(all.map((skill) => skill.skillId))].toSorted()
    const first = names.map((skillId) => ({
      skillId,
      level: Math.max(...all.filter((skill) => skill.skillId === skillId).map((skill) => skill.level)),
    }))
    const now = first.map(({ skillId, level }) => {
      const lowered = (queue?.relaxations ?? [])
        .filter(
          (relaxation) =>
            relaxation.skillId === skillId && Math.max(at, one.placeAt) >= one.placeAt + relaxation.afterMs,
        )
        .map((relaxation) => relaxation.level)
      return { skillId, level: Math.min(level, ...lowered) }
    })
    return { now: now.filter((skill) => skill.level > 0), first: first.filter((skill) => skill.level > 0) }
  }
  const has = (agent: RoutingAgent, skills: readonly RequiredSkill[]): boolean =>
    skills.every(
      ({ skillId, level }: { skillId: SkillId; level: number }) => (agent.skills[skillId] ?? 0) >= level,
    )

  const isMember = (agent: RoutingAgent, queueId: QueueId): boolean =>
    agent.queues.some((membership) => membership.queueId === queueId)
  const members = (queueId: QueueId): RoutingAgent[] =>
    [...agents.values()].filter((agent) => isMember(agent, queueId))

  const hasRoom = (agent: RoutingAgent, { channel }: WaitingInteraction): boolean =>
    (agent.load[channel] ?? 0) < (agent.capacity.maximum[channel] ?? 0) &&
    channelKinds.every(
      (other) =>
        other === channel ||
        (agent.load[other] ?? 0) === 0 ||
        (agent.capacity.interruptedBy[other] ?? []).includes(channel),
    )
  const isReady = (agent: RoutingAgent, { channel }: WaitingInteraction): boolean =>
    agent.online && agent.readyOn.includes(channel)

  const declined = (one: WaitingInteraction, id: AgentId): boolean =>
    one.declines.some((decline) => decline.agentId === id)
  const isPaused = (one: WaitingInteraction, id: AgentId, at: number): boolean => {
    const pause = queues.get(one.queueId)?.declinePauseMs ?? 0
    return one.declines.some((decline) => decline.agentId === id && at < decline.at + pause)
  }

  const isFree = (agent: RoutingAgent, one: WaitingInteraction, at: number): boolean =>
    isReady(agent, one) &&
    hasRoom(agent, one) &&
    has(agent, asked(one, at).now) &&
    !isPaused(one, agent.id, at)

  /** Whoever it may be offered to now. */
  const candidates = (one: WaitingInteraction, at: number): { who: RoutingAgent[]; preferred: boolean } => {
    const queue = queues.get(one.queueId)
    if (!queue?.open) return { who: [], preferred: false }
    const free = members(one.queueId).filter((agent) => isFree(agent, one, at))
    const preferred = agents.get(one.preferredAgentId ?? 'agt_nobody')
    if (preferred && !declined(one, preferred.id)) {
      if (free.includes(preferred)) return { who: [preferred], preferred: true }
      const canEver = isMember(preferred, one.queueId) && has(preferred, asked(one, one.placeAt).now)
      if (preferred.online && canEver && at < one.placeAt + queue.preferredPatienceMs)
        return { who: [], preferred: true }
    }
    const willing = free.filter((agent) => !declined(one, agent.id))
    return { who: willing.length > 0 ? willing : free, preferred: false }
  }

  const pick = (one: WaitingInteraction, who: RoutingAgent[], dice: () => number): RoutingAgent[] => {
    const total = (agent: RoutingAgent): number =>
      Object.values(agent.load).reduce((sum: number, load) => sum + load, 0)
    const order = (agent: RoutingAgent): number =>
      agent.queues.find((membership) => membership.queueId === one.queueId)?.order ?? 0
    const by = (...keys: readonly ((agent: RoutingAgent) => number)[]): RoutingAgent[] =>
      who.toSorted((a, b) => {
        for (const key of keys) if (key(a) !== key(b)) return key(a) - key(b)
        return a.id < b.id ? -1 : 1
      })
    switch (queues.get(one.queueId)?.strategy ?? 'longest-idle') {
      case 'longest-idle':
        return by(total, (agent) => agent.idleSince).slice(0, 1)
      case 'in-sequence':
        return by(order, (agent) => agent.idleSince).slice(0, 1)
      case 'least-occupied':
        return by(
          (agent) => agent.occupancy,
          total,
          (agent) => agent.idleSince,
        ).slice(0, 1)
      case 'all-at-once':
        return by((agent) => agent.idleSince)
      case 'random': {
        const index = who.length === 1 ? 0 : Math.floor(dice() * who.length)
        return by().slice(index, index + 1)
      }
    }
  }

  const decideOne = (at: number, dice: () => number): Decision | null => {
    const possible = [...waiting.values()].filter((one) => candidates(one, at).who.length > 0)
    if (possible.length === 0) return null
    const one = possible.reduce((best, other) => (isBefore(other, best, at) ? other : best))
    const { who, preferred } = candidates(one, at)
    const chosen = pick(one, who, dice)
    const { now, first } = asked(one, at)
    waiting.delete(one.id)
    for (const agent of chosen) {
      const load = { ...agent.load, [one.channel]: (agent.load[one.channel] ?? 0) + 1 }
      agents.set(agent.id, { ...agent, load })
    }
    return {
      interactionId: one.id,
      queueId: one.queueId,
      agentIds: chosen.map((agent) => agent.id),
      why: {
        strategy: queues.get(one.queueId)?.strategy ?? 'longest-idle',
        candidates: who.length,
        preferred,
        skills: now,
        relaxed: JSON.stringify(now) !== JSON.stringify(first),
        waitedMs: Math.max(0, at - one.placeAt),
      },
    }
  }

  const why = (one: WaitingInteraction, at: number): WaitingReason | null => {
    if (!queues.get(one.queueId)?.open) return 'queue-closed'
    const online = members(one.queueId).filter((agent) => agent.online)
    if (online.length === 0) return 'no-member-online'
    const ready = online.filter((agent) => isReady(agent, one))
    if (ready.length === 0) return 'no-member-ready'
    const skilled = ready.filter((agent) => has(agent, asked(one, at).now))
    if (skilled.length === 0) return 'skill-missing'
    const willing = skilled.filter((agent) => !isPaused(one, agent.id, at))
    if (willing.length === 0) return 'everyone-declined'
    if (!willing.some((agent) => hasRoom(agent, one))) return 'everyone-busy'
    return candidates(one, at).who.length === 0 ? 'waiting-for-preferred' : null
  }

  return {
    putQueue: (queue) => void queues.set(queue.id, queue),
    removeQueue: (id) => void queues.delete(id),
    putAgent: (agent) => void agents.set(agent.id, agent),
    removeAgent: (id) => void agents.delete(id),
    putWaiting: (one) => void waiting.set(one.id, one),
    removeWaiting: (id) => void waiting.delete(id),
    decide(at, dice) {
      const decisions: Decision[] = []
      for (let one = decideOne(at, dice); one; one = decideOne(at, dice)) decisions.push(one)
      return decisions
    },
    /** It does not know when time will do something: the test asks it at every instant instead. */
    nextChangeAt: () => null,
    why(id, at) {
      const one = waiting.get(id)
      return one ? why(one, at) : null
    },
    position(id, at) {
      const one = waiting.get(id)
      if (!one) return null
      const line = [...waiting.values()].filter((other) => other.queueId === one.queueId)
      return 1 + line.filter((other) => other.id !== one.id && isBefore(other, one, at)).length
    },
    staff(queueId, channel) {
      const able = members(queueId).filter(
        (agent) => agent.online && (agent.capacity.maximum[channel] ?? 0) > 0,
      )
      const ready = able.filter((agent) => agent.readyOn.includes(channel))
      const slots = ready.reduce((sum, agent) => sum + (agent.capacity.maximum[channel] ?? 0), 0)
      return { online: able.length, ready: ready.length, slots }
    },
    waitingIn: (queueId) => [...waiting.values()].filter((one) => one.queueId === queueId).length,
    copy: () =>
      createNaiveMatcher({ queues: new Map(queues), agents: new Map(agents), waiting: new Map(waiting) }),
  }
}
