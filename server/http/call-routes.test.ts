import type { AgentId, CallId, InteractionId, PartyId } from '#core/id.ts'
import { agentIdOf } from '#core/call/call.ts'
import { channelAccount } from '#protocol/config/channel-account.ts'
import { queue } from '#protocol/config/queue.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { beginInteraction } from '../act/begin-interaction.ts'
import { act } from '../act/unit.ts'
import { agentConnected, askState } from '../act/presence-acts.ts'
import { insertConfigurationRow } from '../configuration/configuration-row.ts'
import { createConfigured } from '../configuration/save.ts'
import { callIdOf, readCall, readOpenCalls } from '../store/call-record.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Person, type TestDoor } from '../test/door.ts'
import { callRoutes } from './call-routes.ts'
import { happen } from '../test/begun.ts'

let door: TestDoor
let ana: Person
let luis: Person
let sofia: Person
let id: InteractionId
let callId: CallId
/** What was asked of the engine. */
const opened: (readonly [CallId, PartyId, string])[] = []
let customers = 0
let accountId: `acc_${string}`

const voice = { channels: ['voice' as const], capacity: { maximum: { voice: 1 }, interruptedBy: {} } }

async function addPerson(settings: Parameters<TestDoor['addAgent']>[0]): Promise<Person> {
  const person = await door.addAgent({ ...voice, ...settings })
  mustBe(await agentConnected(door.context, person.id))
  const actor = { agentId: person.id, role: person.role, queueIds: [] }
  mustBe(await askState(door.context, actor, { state: 'ready', reasonId: null }))
  return person
}

beforeAll(async () => {
  door = await openTestDoor((context) => ({
    routes: callRoutes(context, {
      openLeg: async (call, partyId, offer) => {
        opened.push([call, partyId, offer])
        return await Promise.resolve({ answer: 'v=0', legId: 'leg_1' })
      },
      settings: () => ({ iceServers: [{ urls: ['stun:stun.example.org'] }], lines: 4, numbers: false }),
    }),
  }))
  const { context } = door
  const line = mustBe(
    await createConfigured(context, null, 'queue', queue.parse({ name: 'Ventas', channels: ['voice'] })),
  )
  const account = channelAccount.parse({ name: 'Llamadas', channel: 'voice', queueId: line.id })
  // The channel itself is not installed here; its account is all that a call needs.
  accountId = context.newId('acc')
  await insertConfigurationRow(context.database, 'channel-account', accountId, account, context.now())
  await context.configuration.refresh()
  ana = await addPerson({ name: 'Ana Pérez' })
  luis = await addPerson({ name: 'Luis Ortega' })
  sofia = await addPerson({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => await door.close())
beforeEach(async () => {
  const { context } = door
  const begun = await act(context, async (unit) => ({
    id: await beginInteraction(context, unit, {
      accountId,
      user: `vis_${++customers}`,
      person: { name: 'Lucía' },
      caseData: {},
    }),
  }))
  id = mustBe(begun).id
  await happen(context, id, { type: 'pulled', agentId: ana.id })
  const found = await callIdOf(context.database, id)
  if (!found) throw new Error('There is no call.')
  callId = found
  opened.length = 0
  return async () => {
    for (const { call } of await readOpenCalls(context.database))
      await act(
        context,
        async (unit) => (await unit.applyToCall(call.id, { type: 'ended', by: 'system' })) ?? unit,
      )
  }
})

const does = async (who: Person | null, body: object, call: string = callId) =>
  await door.ask(who, 'POST', `/api/v1/calls/${call}/acts`, body)
const opens = async (who: Person | null, call: string = callId, offer = 'v=0') =>
  await door.ask(who, 'POST', `/api/v1/calls/${call}/leg`, { offer })
const partyOf = async (agentId: AgentId): Promise<PartyId | undefined> =>
  (await readCall(door.context.database, callId))?.call.parties.find((one) => agentIdOf(one) === agentId)?.id
const ask = (who: Person) => does(ana, { type: 'invite', target: { agentId: who.id }, as: 'consulted' })

const routes = [
  ['GET', '/api/v1/calls/settings', undefined],
  ['GET', '/api/v1/calls/targets', undefined],
  ['GET', '/api/v1/calls/parked', undefined],
  ['POST', '/api/v1/calls/parked/1/retrieve', {}],
  ['POST', '/api/v1/calls', { target: { agentId: 'agt_somebody' } }],
  ['POST', '/api/v1/calls/cal_guessed/leg', { offer: 'v=0' }],
  ['POST', '/api/v1/calls/cal_guessed/acts', { type: 'hold' }],
] as const

describe('calls', () => {
  it('a leg is not opened again and again: each costs the voice engine a connection', async () => {
    const eager = await addPerson({ name: 'Paco' })
    for (let offer = 0; offer < 120; offer += 1) expect((await opens(eager)).status).toBe(404)
    expect(await opens(eager)).toMatchObject({ status: 429, body: { error: { code: 'too-many-requests' } } })
    expect((await opens(ana)).status).toBe(200)
  })

  it.each(routes)('%s %s is for who is signed in', async (method, url, body) => {
    expect((await door.ask(null, method, url, body)).status).toBe(401)
    // What lets a customer into their own conversation opens nothing here.
    const headers = { authorization: 'Bearer vis_lucia.1234', cookie: 'atiende.session_token=forged' }
    expect((await door.ask(null, method, url, body, headers)).status).toBe(401)
  })

  it('has what a page needs for its sound', async () => {
    expect((await door.ask(luis, 'GET', '/api/v1/calls/settings')).body).toEqual({
      iceServers: [{ urls: ['stun:stun.example.org'] }],
      lines: 4,
      numbers: false,
    })
  })
})

describe('the own sound', () => {
  it('is opened in the own call, for the own party', async () => {
    const answer = await opens(ana)
    expect([answer.status, answer.body]).toEqual([200, { answer: 'v=0', legId: 'leg_1' }])
    expect(opened).toEqual([[callId, await partyOf(ana.id), 'v=0']])
  })

  it('is refused to everybody else, whoever they are, and the engine hears nothing of it', async () => {
    expect((await opens(null)).status).toBe(401)
    expect((await opens(luis)).status).toBe(404)
    expect((await opens(sofia)).status).toBe(403)
    for (const guessed of ['cal_guessed', `${callId}x`, id])
      expect([400, 404]).toContain((await opens(luis, guessed)).status)
    await ask(luis)
    expect((await opens(luis)).status).toBe(403)
    await does(luis, { type: 'refuse' })
    expect((await opens(luis)).status).toBe(404)
    expect(opened).toEqual([])
  })

  it('is refused once one has left, and once the call is over', async () => {
    await ask(luis)
    await does(luis, { type: 'answer' })
    expect((await opens(luis)).status).toBe(200)
    await does(luis, { type: 'leave' })
    expect((await opens(luis)).status).toBe(404)
    await does(ana, { type: 'leave' })
    expect((await opens(ana)).status).toBe(404)
    expect((await opens(sofia)).status).toBe(403)
    expect(opened).toHaveLength(1)
  })

  it('has a limit', async () => {
    expect((await opens(ana, callId, 'x'.repeat(65_537))).status).toBe(400)
    expect((await opens(ana, callId, '')).status).toBe(400)
  })
})

describe('acts', () => {
  it('answer with the call as it is afterwards', async () => {
    const held = await does(ana, { type: 'hold' })
    expect([held.status, held.body.call]).toMatchObject([
      200,
      {
        id: callId,
        interactionId: id,
        isHeld: true,
        parties: [{ who: { name: 'Lucía' } }, { role: 'owner' }],
      },
    ])
  })

  it('are nobody else’s', async () => {
    for (const type of ['hold', 'park', 'leave', 'merge', 'take-over']) {
      expect((await does(luis, { type })).status).toBe(404)
      expect((await does(sofia, { type })).status).toBe(403)
      expect((await does(luis, { type }, 'cal_guessed')).status).toBe(404)
    }
    expect((await does(luis, { type: 'monitor', mode: 'listen' })).status).toBe(404)
    expect((await does(sofia, { type: 'monitor', mode: 'listen' })).status).toBe(200)
  })

  it('that are none are told so', async () => {
    for (const body of [{ type: 'eat' }, { type: 'mute' }, { type: 'monitor', mode: 'shout' }, {}])
      expect((await does(ana, body)).status).toBe(400)
    expect(await does(ana, { type: 'press', digits: 'x' })).toMatchObject({
      status: 400,
      body: { error: { code: 'digits-invalid' } },
    })
  })

  it('name who cannot be asked', async () => {
    const asleep = await door.addAgent({ ...voice, name: 'Íñigo' })
    const refused = await ask(asleep)
    expect([refused.status, refused.body.error.code]).toEqual([409, 'agent-offline'])
  })
})

describe('colleagues, slots and whom a call can go to', () => {
  it('one calls another, who is rung', async () => {
    const target = { agentId: sofia.id }
    const made = await door.ask(luis, 'POST', '/api/v1/calls', { target })
    expect([made.status, made.body.call]).toMatchObject([200, { interactionId: null }])
    expect((await does(ana, { type: 'answer' }, made.body.call.id)).status).toBe(404)
    expect((await does(sofia, { type: 'answer' }, made.body.call.id)).status).toBe(200)
  })

  it('a parked call is picked up by its slot', async () => {
    await does(ana, { type: 'park' })
    const { parked } = (await door.ask(luis, 'GET', '/api/v1/calls/parked')).body
    expect(parked).toMatchObject([{ interactionId: id, agentId: ana.id, customerName: 'Lucía' }])
    const { slot } = parked[0]
    const picked = await door.ask(luis, 'POST', `/api/v1/calls/parked/${slot}/retrieve`)
    expect([picked.status, picked.body.interaction.state]).toMatchObject([
      200,
      { name: 'active', agentId: luis.id },
    ])
    expect((await door.ask(sofia, 'POST', `/api/v1/calls/parked/${slot}/retrieve`)).status).toBe(404)
    expect((await door.ask(sofia, 'POST', '/api/v1/calls/parked/one/retrieve')).status).toBe(404)
  })

  it('targets leave out who is in the call, and are refused for somebody else’s', async () => {
    const find = async (who: Person, query: string) =>
      await door.ask(who, 'GET', `/api/v1/calls/targets?${query}`)
    const found = await find(ana, `callId=${callId}&q=luis`)
    expect(found.body.agents).toContainEqual({
      agentId: luis.id,
      voice: 'ready',
      takesCalls: true,
      isForwarded: false,
    })
    expect((await find(luis, `callId=${callId}`)).status).toBe(404)
    expect((await find(luis, 'callId=guessed')).status).toBe(400)
  })
})
