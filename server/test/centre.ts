/**
 * A small centre on a database of its own, for tests of the acts and what carries them out: real parts, a clock that the test moves.
 * Configuration is written as rows, because the acts that save it have tests of their own.
 */
import type { AgentId, ChannelAccountId, InteractionId, QueueId } from '#core/id.ts'
import type { Role } from '#core/permission/role.ts'
import type { Actor } from '#core/permission/may.ts'
import { newPresence } from '#core/presence/step.ts'
import { isRefusal, type Refusal } from '#core/step.ts'
import { agent, type Agent } from '#protocol/config/agent.ts'
import { channelAccount } from '#protocol/config/channel-account.ts'
import { dispositionTree } from '#protocol/config/disposition-tree.ts'
import { queue, type Queue } from '#protocol/config/queue.ts'
import { createFakeEngine, type FakeEngine } from '#voice/fake/fake-engine.ts'
import { pino } from 'pino'
import type { z } from 'zod'
import { agentConnected, askState } from '../act/presence-acts.ts'
import { receiveFromCustomer } from '../act/customer-acts.ts'
import { createSayBatch, type SayBatch } from '../act/say-batch.ts'
import { insertConfigurationRow } from '../configuration/configuration-row.ts'
import { openConfiguration } from '../configuration/configuration.ts'
import { newId, type Context } from '../context.ts'
import { openSignalBus, type SignalBus } from '../live/signal-bus.ts'
import { insertPresence } from '../store/presence-record.ts'
import { createTestDatabase, type TestDatabase } from '../store/test/test-database.ts'
import { hangDoorbell } from '../work/doorbell.ts'
import { openEventTail, type EventTail } from '../work/event-tail.ts'
import { startOutbox, type Deliver, type Outbox, type SendPush } from '../work/outbox.ts'
import { startRouter, type Router } from '../work/router.ts'
import { startTimers, type Timers } from '../work/timers.ts'
import { createRecordingKeeper } from '../voice/keep-recording.ts'
import { openVoiceRoom, type VoiceRoom, type VoiceRoomParts } from '../voice/voice-room.ts'

export type TestCentre = {
  readonly test: TestDatabase
  readonly context: Context
  readonly tail: EventTail
  readonly bus: SignalBus
  readonly sayBatch: SayBatch
  readonly account: ChannelAccountId
  readonly voiceAccount: ChannelAccountId
  /** Moves the clock; what is due rings with `settle`. */
  advance(ms: number): void
  addQueue(settings: Partial<z.input<typeof queue>>): Promise<QueueId>
  addAgent(settings: Partial<z.input<typeof agent>> & { queueIds?: readonly QueueId[] }): Promise<Actor>
  /** Signed in and ready on every channel. */
  ready(actor: Actor): Promise<void>
  startRouting(): Router
  startTimers(): Timers
  startOutbox(deliver: Deliver, push?: SendPush): Outbox
  /** With an engine without sound: `phone:<name>` is an offer (voice/fake). */
  startVoice(
    parts?: Partial<VoiceRoomParts>,
  ): Promise<{ readonly room: VoiceRoom; readonly engine: FakeEngine }>
  /** A customer calls; the conversation's id. Nothing sounds yet. */
  call(user: string): Promise<InteractionId>
  /** A customer says something; the conversation's id. */
  hear(user: string, text: string, externalId?: string): Promise<string>
  close(): Promise<void>
}

export const firstQueue: QueueId = 'que_first'
export const firstTree = 'dst_first'

export function mustBe<T extends object>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`Refused: ${JSON.stringify(answer)}`)
  return answer
}

export async function openTestCentre(first: Partial<z.input<typeof queue>> = {}): Promise<TestCentre> {
  const test = await createTestDatabase()
  const { database } = test
  const log = pino({ level: process.env['ATIENDE_TEST_LOG'] ?? 'silent' })
  let offsetMs = 0
  const now = (): number => Date.now() + offsetMs
  const doorbell = await hangDoorbell(database, log)
  const account: ChannelAccountId = 'acc_widget'
  const voiceAccount: ChannelAccountId = 'acc_voice'
  const at = now()
  await insertConfigurationRow(
    database,
    'disposition-tree',
    firstTree,
    dispositionTree.parse({
      name: 'Motivos',
      nodes: [
        {
          id: 'dsp_sales',
          name: { es: 'Ventas', en: 'Sales' },
          children: [{ id: 'dsp_sold', name: { es: 'Vendido', en: 'Sold' } }],
        },
      ],
    }),
    at,
  )
  const putQueue = async (id: QueueId, settings: Partial<z.input<typeof queue>>): Promise<void> => {
    const body: Queue = queue.parse({
      name: id,
      channels: ['web-chat', 'voice'],
      dispositionTreeId: firstTree,
      ...settings,
    })
    await insertConfigurationRow(database, 'queue', id, body, at)
  }
  await putQueue(firstQueue, first)
  await insertConfigurationRow(
    database,
    'channel-account',
    account,
    channelAccount.parse({ name: 'Widget', channel: 'web-chat', queueId: firstQueue }),
    at,
  )
  await insertConfigurationRow(
    database,
    'channel-account',
    voiceAccount,
    channelAccount.parse({ name: 'Llamadas', channel: 'voice', queueId: firstQueue }),
    at,
  )
  const configuration = await openConfiguration({ database, doorbell, log, now })
  const context: Context = {
    database,
    configuration,
    log,
    now,
    newId: (prefix) => newId(prefix, now()),
    doorbell,
  }
  const tail = await openEventTail(context)
  const bus = await openSignalBus(database, log, 'test')
  const sayBatch = createSayBatch(context)
  const parts: { close(): Promise<void> }[] = []

  function started<Part extends { close(): Promise<void> }>(part: Part): Part {
    parts.push(part)
    return part
  }

  return {
    test,
    context,
    tail,
    bus,
    sayBatch,
    account,
    voiceAccount,
    advance(ms) {
      offsetMs += ms
    },
    async addQueue(settings) {
      const id = context.newId('que')
      await putQueue(id, settings)
      await configuration.refresh()
      return id
    },
    async addAgent({ queueIds = [firstQueue], ...settings }) {
      const id: AgentId = context.newId('agt')
      const body: Agent = agent.parse({
        name: 'Ana Pérez',
        email: `${id}@example.org`,
        queues: queueIds.map((queueId) => ({ queueId })),
        ...settings,
      })
      await insertConfigurationRow(database, 'agent', id, body, now())
      await insertPresence(database, newPresence(id, body.channels, body.capacity, now()), now())
      await configuration.refresh()
      const role: Role = body.role
      return { agentId: id, role, queueIds }
    },
    async ready(actor) {
      mustBe(await agentConnected(context, actor.agentId))
      mustBe(await askState(context, actor, { state: 'ready', reasonId: null }))
    },
    startRouting: () => started(startRouter(context, tail, 'test-node')),
    startTimers: () => started(startTimers(context)),
    startOutbox: (message, push = async () => await Promise.resolve('done')) =>
      started(startOutbox(context, 'test-node', { message, push })),
    async startVoice(others = {}) {
      let engine: FakeEngine | null = null
      const room = started(
        await openVoiceRoom({
          context,
          tail,
          bus,
          openEngine: async (host) => await Promise.resolve((engine = createFakeEngine(host))),
          settings: () => ({ iceServers: [], lines: 4, numbers: false }),
          musicOf: () => 'music.opus',
          recordings: createRecordingKeeper({ context, folder: '/', key: Buffer.alloc(32) }),
          ...others,
        }),
      )
      if (!engine) throw new Error('There is no engine.')
      return { room, engine }
    },
    async call(user) {
      const accepted = await receiveFromCustomer({ context, sayBatch }, voiceAccount, {
        type: 'started',
        user,
        at: now(),
        person: { name: 'Lucía Gómez' },
        caseData: {},
      })
      if (!accepted.kept) throw new Error(`Refused: ${accepted.refused}`)
      return accepted.conversation as InteractionId
    },
    async hear(user, text, externalId = context.newId('ext')) {
      const accepted = await receiveFromCustomer({ context, sayBatch }, account, {
        type: 'message',
        user,
        externalId,
        at: now(),
        text,
        fileIds: [],
        person: { name: 'Lucía Gómez' },
      })
      if (!accepted.kept) throw new Error(`Refused: ${accepted.refused}`)
      return accepted.conversation
    },
    async close() {
      for (const part of parts.toReversed()) await part.close()
      await sayBatch.settle()
      await tail.close()
      await bus.close()
      configuration.close()
      await doorbell.close()
      await test.drop()
    },
  }
}
