/** What comes in through the doors and should not: each gets a clear answer, loses nothing, and is nobody else's trouble. */
import type { InteractionId } from '#core/id.ts'
import { agentConnected, agentSignedOut } from './act/presence-acts.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  openRunningServer,
  shopOrigin,
  type SignedInAgent,
  type TestRunning,
  type TestVisitor,
} from './test/running-server.ts'

const hundredKilobytes = 'a'.repeat(100_000)

let running: TestRunning
const there: SignedInAgent[] = []

beforeAll(async () => {
  running = await openRunningServer({
    queue: { strategy: 'all-at-once' },
    limits: { messagesPerMinute: 60, burst: 10, connectionsPerVisitor: 3, connectionsPerAddress: 100 },
  })
})
// What one test leaves waiting is not for the next one's agents to trip over.
afterEach(async () => {
  for (const { id } of there.splice(0)) await agentSignedOut(running.server.context, id)
})
afterAll(async () => await running.close())

/** Connected, and greeted. */
async function visit(token?: string): Promise<TestVisitor & { readonly token: string }> {
  const visitor = running.connect()
  const known = token ?? (await running.newToken())
  visitor.say({ type: 'hello', token: known, after: 0, language: 'es' })
  await visitor.next('welcome')
  return { ...visitor, token: known }
}

async function begin(visitor: TestVisitor, text = 'Hola'): Promise<InteractionId> {
  visitor.say({ type: 'say', clientId: 'primero-1', text })
  return (await visitor.next('kept')).conversation as InteractionId
}

/** There, ready, and with a page open: an agent without one is not there. */
async function readyAgent(name: string): Promise<SignedInAgent> {
  const capacity = { maximum: { 'web-chat': 50 }, interruptedBy: {} }
  const agent = await running.addAgent({ name, capacity })
  there.push(agent)
  await agentConnected(running.server.context, agent.id)
  expect((await agent.ask('POST', '/api/v1/me/state', { state: 'ready' })).status).toBe(200)
  return agent
}

async function offers(agent: SignedInAgent, id: InteractionId): Promise<{ id: string; agentId: string }[]> {
  const { body } = await agent.ask('GET', `/api/v1/interactions/${id}`)
  return body.interaction.state.offers ?? []
}

describe('two agents who accept at once', () => {
  it('are told who has it: one the conversation, the other the name', async () => {
    const both = [await readyAgent('Ana Pérez'), await readyAgent('Luis Ortega')] as const
    const id = await begin(await visit())
    await expect.poll(async () => (await offers(both[0], id)).length, { timeout: 5_000 }).toBe(2)
    const made = await offers(both[0], id)
    const answers = await Promise.all(
      both.map(async (agent) => {
        const offerId = made.find(({ agentId }) => agentId === agent.id)?.id
        return await agent.ask('POST', `/api/v1/interactions/${id}/accept`, { offerId })
      }),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const winner = answers[0]?.status === 200 ? 'Ana Pérez' : 'Luis Ortega'
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.body.error).toMatchObject({ code: 'taken-by-other', message: `La ha tomado ${winner}.` })
  })
})

describe('accepting', () => {
  it('what was withdrawn is refused, and nothing changes', async () => {
    const ana = await readyAgent('Ana Pérez')
    const visitor = await visit()
    const id = await begin(visitor)
    await expect.poll(async () => (await offers(ana, id)).length, { timeout: 5_000 }).toBe(1)
    const [offer] = await offers(ana, id)
    visitor.say({ type: 'end' })
    await visitor.next('conversation', ({ conversation }) => conversation.state === 'ended')
    const answer = await ana.ask('POST', `/api/v1/interactions/${id}/accept`, { offerId: offer?.id })
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'interaction-closed' } } })
  })

  it('with an offer that was never made, or that is none, is refused', async () => {
    const ana = await readyAgent('Ana Pérez')
    const id = await begin(await visit())
    await expect.poll(async () => (await offers(ana, id)).length, { timeout: 5_000 }).toBe(1)
    const accept = async (offerId: unknown) =>
      (await ana.ask('POST', `/api/v1/interactions/${id}/accept`, { offerId })).body.error.code
    expect(await accept('off_nobodymade')).toBe('offer-gone')
    expect(await accept('drop table')).toBe('invalid-request')
    expect(await accept(null)).toBe('invalid-request')
  })
})

describe('a token that this server did not make', () => {
  it('opens no conversation and reads no file', async () => {
    const token = await running.newToken()
    const [user = ''] = token.split('.')
    for (const forged of [
      '',
      'nobody',
      `${user}.${'A'.repeat(43)}`,
      `${token}x`,
      `vis_other.${token.split('.')[1]}`,
    ]) {
      const visitor = running.connect()
      visitor.say({ type: 'hello', token: forged, after: 0, language: 'es' })
      expect((await visitor.next('bye')).reason).toBe('bad-token')
      expect(await visitor.closed).toBe(1008)
      const hooks = `${running.url}/hooks/${running.accountId}`
      for (const place of ['files/fil_anything', 'transcript'])
        expect((await fetch(`${hooks}/${place}?token=${encodeURIComponent(forged)}`)).status, place).toBe(401)
    }
  })

  it('of another session signs nobody in', async () => {
    const cookie = 'atiende.session_token=forged.c2lnbmF0dXJl'
    const answer = await fetch(`${running.url}/api/v1/workspace`, { headers: { cookie } })
    expect(answer.status).toBe(401)
    expect((await fetch(`${running.url}/sign-in/never-made`, { redirect: 'manual' })).status).toBe(410)
  })
})

describe('a widget on a page that is not allowed', () => {
  it('is given no session, no configuration and no connection', async () => {
    const hooks = `${running.url}/hooks/${running.accountId}`
    for (const origin of [
      'https://otra.example',
      'http://tienda.example',
      'https://tienda.example.evil.example',
      'null',
    ]) {
      const headers = { origin }
      const session = await fetch(`${hooks}/session`, { method: 'POST', headers })
      expect(session.status, origin).toBe(403)
      expect(await session.json()).toMatchObject({ error: { code: 'foreign-origin' } })
      expect(session.headers.get('access-control-allow-origin')).toBeNull()
      expect(
        (await fetch(`${running.url}/widget/v1/config?account=${running.accountId}`, { headers })).status,
      ).toBe(403)
      expect(await running.connect(origin).closed, origin).toBe(1008)
    }
    expect((await fetch(`${hooks}/session`, { method: 'POST' })).status).toBe(403)
    expect(
      (await fetch(`${hooks}/session`, { method: 'POST', headers: { origin: shopOrigin } })).status,
    ).toBe(200)
  })
})

describe('a visitor who floods', () => {
  it('is told, then cut off and kept out for a while; what was kept stays, and others notice nothing', async () => {
    const flooder = await visit()
    const other = await visit()
    const clientIds = Array.from({ length: 40 }, (_, n) => `inundar-${n}`)
    for (const clientId of clientIds) flooder.say({ type: 'say', clientId, text: clientId })
    expect((await flooder.next('bye')).reason).toBe('too-fast')
    expect(await flooder.closed).toBe(1008)
    const refused = flooder.frames.filter(({ type }) => type === 'refused')
    expect(refused[0]).toMatchObject({ code: 'too-many-requests', clientId: 'inundar-10' })
    const kept = flooder.frames.flatMap((frame) => (frame.type === 'kept' ? [frame.clientId] : []))
    expect(kept).toEqual(clientIds.slice(0, 10))

    const again = running.connect()
    again.say({ type: 'hello', token: flooder.token, after: 0, language: 'es' })
    expect((await again.next('bye')).reason).toBe('too-fast')
    other.say({ type: 'say', clientId: 'tranquila', text: 'Hola' })
    await other.next('kept')

    const ana = await running.addAgent({ role: 'supervisor' })
    const id = (flooder.frames.find(({ type }) => type === 'kept') as { conversation: string }).conversation
    const { body } = await ana.ask('GET', `/api/v1/interactions/${id}/messages?limit=200`)
    const texts = body.messages
      .filter(({ direction }: { direction: string }) => direction === 'in')
      .map(({ text }: { text: string }) => text)
    expect(texts).toEqual(clientIds.slice(0, 10))
  })

  it('with connections is let in with as many as are allowed', async () => {
    const token = await running.newToken()
    const pages = [await visit(token), await visit(token), await visit(token)]
    const fourth = running.connect()
    fourth.say({ type: 'hello', token, after: 0, language: 'es' })
    expect((await fourth.next('bye')).reason).toBe('too-fast')
    pages[0]?.leave()
    await pages[0]?.closed
    await expect
      .poll(async () => {
        const next = running.connect()
        next.say({ type: 'hello', token, after: 0, language: 'es' })
        return await Promise.race([next.next('welcome'), next.next('bye')]).then(({ type }) => type)
      })
      .toBe('welcome')
  })
})

describe('a message of a hundred kilobytes', () => {
  it('from a visitor is refused with the limit, and the conversation goes on', async () => {
    const visitor = await visit()
    await begin(visitor)
    visitor.say({ type: 'say', clientId: 'demasiado', text: hundredKilobytes })
    const refused = await visitor.next('refused')
    expect(refused).toMatchObject({ clientId: 'demasiado', code: 'message-too-long' })
    expect(refused.text).toMatch(/máximo son \d+ caracteres/)
    visitor.say({ type: 'say', clientId: 'despues-1', text: 'Más corto' })
    await visitor.next('kept', ({ clientId }) => clientId === 'despues-1')
  })

  it('is cut off before it is read when it is longer than any frame may be', async () => {
    const visitor = await visit()
    await begin(visitor)
    visitor.say({ type: 'say', clientId: 'enorme-1', text: hundredKilobytes.repeat(11) })
    expect(await visitor.closed).toBe(1009)
    const back = await visit(visitor.token)
    expect((await back.next('welcome')).messages.map(({ text }) => text)).toContain('Hola')
  })

  it('from an agent is refused with the limit, and so is nothing at all', async () => {
    const ana = await readyAgent('Ana Pérez')
    const id = await begin(await visit())
    expect((await ana.ask('POST', `/api/v1/interactions/${id}/take`)).status).toBe(200)
    const say = async (clientId: string, text: string) =>
      await ana.ask('POST', `/api/v1/interactions/${id}/messages`, { clientId, text })
    const answer = await say('demasiado', hundredKilobytes)
    expect([answer.status, answer.body.error.code]).toEqual([413, 'message-too-long'])
    expect((await say('nada-aqui', ' \n')).body.error.code).toBe('message-empty')
    expect((await say('mas-corto', 'Hola')).status).toBe(200)
  })
})

describe('what is no sentence of ours', () => {
  it('costs a widget its connection and nothing it has said', async () => {
    const visitor = await visit()
    await begin(visitor)
    visitor.say({ text: '{"type":"say","text":' })
    expect((await visitor.next('bye')).reason).toBe('bad-frame')
    expect(await visitor.closed).toBe(1008)
    const back = await visit(visitor.token)
    expect((await back.next('welcome')).messages.map(({ text }) => text)).toContain('Hola')
  })

  it('is told to an agent’s program in words', async () => {
    const ana = await running.addAgent()
    const broken = await ana.ask('POST', '/api/v1/me/state', { text: '{"state":' })
    expect(broken).toMatchObject({ status: 400, body: { error: { code: 'invalid-json' } } })
    const polluted = await ana.ask('POST', '/api/v1/me/state', {
      text: '{"state":"ready","__proto__":{"role":"owner"}}',
    })
    expect(polluted).toMatchObject({ status: 400, body: { error: { code: 'invalid-json' } } })
  })
})

describe('scripts in names and messages', () => {
  it('are kept and given back as the text that they are', async () => {
    const text =
      '<img src=x onerror="alert(1)"><script>alert(2)</script>&amp; {{7*7}} ${7*7} \u202Etxet\u0000'
    const ana = await readyAgent('Ana Pérez')
    const visitor = await visit()
    const id = await begin(visitor, text)
    const kept = text.replaceAll('\u0000', '')
    expect((await ana.ask('POST', `/api/v1/interactions/${id}/take`)).status).toBe(200)
    const { body } = await ana.ask('GET', `/api/v1/interactions/${id}/messages`)
    const [first] = body.messages.filter(({ direction }: { direction: string }) => direction === 'in')
    expect(first.text).toBe(kept)
    await visitor.next('message', ({ message }) => message.text === kept)
  })
})

describe('a file', () => {
  async function send(
    bytes: Uint8Array<ArrayBuffer>,
    name: string,
    token: string,
  ): Promise<{ status: number; code: string | undefined }> {
    const form = new FormData()
    form.append('file', new Blob([bytes], { type: 'image/png' }), name)
    const answer = await fetch(`${running.url}/hooks/${running.accountId}/files`, {
      method: 'POST',
      headers: { origin: shopOrigin, authorization: `Bearer ${token}` },
      body: form,
    })
    const body = (await answer.json()) as { error?: { code: string } }
    return { status: answer.status, code: body.error?.code }
  }

  it('that is not what it says, nothing, or too large, is refused with the reason', async () => {
    const token = await running.newToken()
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4_000, 1)])
    expect(await send(new Uint8Array(program), 'foto.png', token)).toMatchObject({ status: 415 })
    expect(
      await send(new TextEncoder().encode('<html><script>alert(1)</script>'), 'foto.png', token),
    ).toEqual({ status: 415, code: 'file-forged' })
    expect(await send(new Uint8Array(0), 'foto.png', token)).toEqual({ status: 400, code: 'file-empty' })
    expect(await send(new Uint8Array(11_000_000), 'foto.png', token)).toEqual({
      status: 413,
      code: 'too-large',
    })
    expect(await send(new Uint8Array(10), 'foto.png', 'forged')).toEqual({
      status: 401,
      code: 'not-signed-in',
    })
  })
})
