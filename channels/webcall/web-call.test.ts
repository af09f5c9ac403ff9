import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebCallConfig } from '#protocol/web-call.ts'
import { channelContract, settle, until } from '../contract.ts'
import { Calling, shop, waitingCall } from './test/calling.ts'
import { webCallTrial } from './test/web-call-trial.ts'

channelContract(webCallTrial)

let calling: Calling

beforeEach(async () => {
  calling = new Calling()
  await calling.open()
})
afterEach(async () => await calling.close())

const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code
const nameField = {
  key: 'name',
  label: { es: 'Nombre', en: 'Name' },
  type: 'text',
  required: true,
  target: 'contact.name',
} as const

describe('the configuration', () => {
  it('says what is asked, and nothing of where it is kept', async () => {
    await calling.open({ form: [nameField], recordingNotice: { es: 'Se graba.', en: 'Recorded.' } })
    calling.host.opening = { open: false, changesAt: calling.host.now() + 3_600_000 }
    const response = await calling.ask('config')
    expect(response.headers.get('access-control-allow-origin')).toBe(shop)
    const { target: _target, ...shown } = nameField
    expect((await response.json()) as WebCallConfig).toEqual({
      account: 'acc_memory',
      title: { es: 'Luz y Barro', en: 'Luz y Barro' },
      open: false,
      opensAt: calling.host.opening.changesAt,
      closedText: expect.objectContaining({ es: expect.any(String), en: expect.any(String) }),
      acceptsWhenClosed: false,
      form: [shown],
      recordingNotice: { es: 'Se graba.', en: 'Recorded.' },
    })
  })

  it.each([
    ['GET', 'config', 'https://otra.example', 'foreign-origin'],
    ['POST', 'session', 'https://otra.example', 'foreign-origin'],
    ['POST', 'session', null, 'foreign-origin'],
    ['GET', 'files/fil_1234', shop, 'not-found'],
  ])('%s %s of %s is refused: %s', async (method, path, origin, code) => {
    expect(await codeOf(await calling.ask(path, { method }, origin))).toBe(code)
  })
})

describe('a session', () => {
  it('is somebody new', async () => {
    const [one, other] = [await calling.session(), await calling.session()]
    const answers = [await one.json(), await other.json()] as { user: string }[]
    const users = answers.map(({ user }) => user)
    expect(users[0]).toMatch(/^vis_/)
    expect(users[1]).not.toBe(users[0])
  })

  it('of a chat’s visitor is that visitor, and the call says so', async () => {
    const chat = { account: 'acc_chat', token: calling.host.signOf('acc_chat', 'vis_lucia') }
    const { token, user } = (await (await calling.session(chat)).json()) as { token: string; user: string }
    expect(user).toBe('vis_lucia')
    const page = await calling.enter(token)
    page.say({ type: 'call', answers: {} })
    await until(() => calling.host.kept.length === 1, 'the call has begun')
    expect(calling.host.kept[0]).toMatchObject({
      type: 'started',
      user: 'vis_lucia',
      sameAs: { accountId: 'acc_chat', user: 'vis_lucia' },
    })
  })

  it.each([
    ['of another chat', { account: 'acc_other', token: 'of acc_chat' }, 'not-signed-in'],
    ['that is forged', { account: 'acc_chat', token: 'dmlzX2x1Y2lh.AAAA' }, 'not-signed-in'],
    ['of no account', { account: 'cualquiera', token: 'of acc_chat' }, 'invalid-request'],
  ])('with a token %s is refused', async (_what, { account, token }, code) => {
    const given = token === 'of acc_chat' ? calling.host.signOf('acc_chat', 'vis_lucia') : token
    expect(await codeOf(await calling.session({ account, token: given }))).toBe(code)
  })

  it.each(['{', '[]', '{"chat":7}', `{"chat":{"account":"acc_chat","token":"${'x'.repeat(3_000)}"}}`])(
    'of %.30s is refused',
    async (body) => {
      expect(await codeOf(await calling.ask('session', { method: 'POST', body }))).toBe('invalid-request')
    },
  )
})

describe('a call', () => {
  it('is begun, heard and left by its caller', async () => {
    const page = await calling.enter()
    expect(page.ofType('welcome')).toMatchObject([{ call: null, iceServers: [] }])
    page.say({ type: 'call', answers: {} })
    page.say({ type: 'offer', sdp: 'oferta' })
    await until(() => page.ofType('answer').length === 1, 'the offer is answered')
    expect(page.ofType('call')[0]?.call).toEqual(waitingCall)
    expect(page.ofType('answer')[0]).toMatchObject({ sdp: 'answer to oferta', legId: expect.any(String) })
    page.say({ type: 'mute', on: true })
    page.say({ type: 'press', digits: '12#' })
    page.say({ type: 'hang-up' })
    const { calls } = calling.host
    await until(() => calls.asked.length === 4, 'all was done')
    const { user } = calling
    expect(calls.asked).toEqual([
      { act: 'offer', user, sdp: 'oferta' },
      { act: 'mute', user, on: true },
      { act: 'press', user, digits: '12#' },
      { act: 'hang-up', user },
    ])
  })

  it('is one for each caller: a second one is the first', async () => {
    const [page, other] = [await calling.enter(), await calling.enter()]
    page.say({ type: 'call', answers: {} })
    await until(() => page.ofType('call').length > 0, 'it has begun')
    other.say({ type: 'call', answers: {} })
    await until(() => other.ofType('call').length > 0, 'the other page has it too')
    expect(calling.host.kept).toHaveLength(1)
  })

  it('is found by who says hello, by another page too, and what becomes of it is told to both', async () => {
    calling.host.calls.set(calling.user, waitingCall)
    const [page, other] = [await calling.enter(), await calling.enter()]
    expect(page.ofType('welcome')[0]?.call).toEqual(waitingCall)
    calling.tell(calling.user, {
      state: 'talking',
      agentName: 'Ana',
      leg: 'up',
      legId: 'leg_7',
      answeredAt: 2_000,
    })
    for (const { frames } of [page, other])
      expect(frames.at(-1)).toMatchObject({ type: 'call', call: { agentName: 'Ana', legId: 'leg_7' } })
    calling.host.customer(calling.user).tell({ type: 'queue', position: 2, waitMs: null })
    expect(page.frames.at(-1)).toEqual({ type: 'queue', position: 2, waitMs: null })
  })

  it('says nothing of what is written in a chat', async () => {
    const page = await calling.enter()
    const before = page.frames.length
    calling.host.customer(calling.user).tell({ type: 'typing', on: true })
    calling.host.customer(calling.user).tell({
      type: 'conversation',
      conversation: { id: 'int_1', state: 'waiting', agentName: null },
    })
    expect(page.frames).toHaveLength(before)
  })

  it('is nobody else’s: offers and acts go to one’s own, and there is none', async () => {
    calling.host.calls.set('vis_otra', waitingCall)
    const page = await calling.enter()
    expect(page.ofType('welcome')[0]?.call).toBeNull()
    page.say({ type: 'offer', sdp: 'oferta' })
    page.say({ type: 'hang-up' })
    await until(() => page.ofType('refused').length === 2, 'both are refused')
    expect(page.ofType('refused')).toMatchObject([
      { to: 'offer', code: 'call-over', text: 'La llamada ha terminado.' },
      { to: 'other', code: 'call-over' },
    ])
    expect(calling.host.calls.asked.every(({ user }) => user === calling.user)).toBe(true)
  })

  it('that is over takes no offer', async () => {
    const page = await calling.enter()
    page.say({ type: 'call', answers: {} })
    await until(() => page.ofType('call').length > 0, 'it has begun')
    calling.tell(calling.user, { state: 'over', by: 'agent', leg: 'lost' })
    page.say({ type: 'offer', sdp: 'oferta' })
    await until(() => page.ofType('refused').length === 1, 'it is refused')
    expect(page.ofType('refused')[0]).toMatchObject({ to: 'offer', code: 'call-over' })
  })

  it('needs the answers that are asked for', async () => {
    await calling.open({ form: [nameField] })
    const page = await calling.enter()
    page.say({ type: 'call', answers: {} })
    page.say({ type: 'call', answers: { name: 'Lucía' } })
    await until(() => calling.host.kept.length === 1, 'the second begins it')
    expect(page.ofType('refused')).toMatchObject([{ to: 'call', code: 'form-incomplete' }])
    expect(calling.host.kept[0]).toMatchObject({ person: { name: 'Lucía', language: 'es' } })
  })

  it('is not begun outside the hours, unless the account accepts', async () => {
    calling.host.opening = { open: false, changesAt: null }
    const page = await calling.enter()
    page.say({ type: 'call', answers: {} })
    await until(() => page.ofType('refused').length === 1, 'it is refused')
    expect(page.ofType('refused')[0]).toMatchObject({ to: 'call', code: 'outside-hours' })
    await calling.open({ acceptsWhenClosed: true })
    const later = await calling.enter()
    later.say({ type: 'call', answers: {} })
    await until(() => later.ofType('call').length === 1, 'it begins')
  })

  it('that could not be kept may be begun again', async () => {
    const page = await calling.enter()
    calling.host.failNext()
    page.say({ type: 'call', answers: {} })
    await until(() => page.ofType('refused').length === 1, 'it is told')
    expect(page.ofType('refused')[0]).toMatchObject({ to: 'call', code: 'unavailable' })
    calling.host.refuseNext('channel-account-off')
    page.say({ type: 'call', answers: {} })
    await until(() => page.ofType('refused').length === 2, 'what the host refuses is told')
    page.say({ type: 'call', answers: {} })
    await until(() => page.ofType('call').length === 1, 'and then it begins')
  })
})

describe('whoever', () => {
  it.each([
    ['comes from another site', 'https://otra.example', 'foreign-origin'],
    ['says not where from', null, 'foreign-origin'],
  ])('%s is not connected', (_what, origin, reason) => {
    expect(calling.connect(origin).closed?.reason).toBe(reason)
  })

  it('brings a token of another account, or forged, is cut off', async () => {
    for (const token of ['', calling.host.signOf('acc_chat', 'vis_1') + 'x', 'vis_1'])
      expect((await calling.enter(token)).ofType('bye')).toEqual([{ type: 'bye', reason: 'bad-token' }])
  })

  it.each(['{}', 'hola', '{"type":"offer","sdp":""}', JSON.stringify({ type: 'call', answers: {} })])(
    'begins with %s is cut off',
    (frame) => {
      const page = calling.connect()
      page.sayRaw(frame)
      expect(page.ofType('bye')).toEqual([{ type: 'bye', reason: 'bad-frame' }])
    },
  )

  it('offers more than anybody needs is told, then cut off, and kept out for a while', async () => {
    let at = 1_000_000
    calling.host.clock = () => at
    await calling.open({ limits: { ...limits, burst: 3 } })
    calling.host.calls.set(calling.user, waitingCall)
    const page = await calling.enter()
    for (let offer = 0; offer < 20; offer += 1) page.say({ type: 'offer', sdp: `oferta ${offer}` })
    await until(() => page.closed !== null, 'it is cut off')
    expect(calling.host.calls.asked).toHaveLength(3)
    expect(page.ofType('refused')).toHaveLength(5)
    expect(page.ofType('bye')).toEqual([{ type: 'bye', reason: 'too-fast' }])
    expect((await calling.enter()).ofType('bye')).toHaveLength(1)
    at += 31_000
    expect((await calling.enter()).ofType('welcome')).toHaveLength(1)
  })

  it('presses keys faster than anybody can is told, then cut off; to hang up is always possible', async () => {
    calling.host.clock = () => 1_000_000
    calling.host.calls.set(calling.user, waitingCall)
    const page = await calling.enter()
    for (let key = 0; key < 44; key += 1)
      page.say(key % 2 ? { type: 'press', digits: '1' } : { type: 'mute', on: true })
    page.say({ type: 'hang-up' })
    await until(() => page.ofType('refused').length === 4, 'it is told')
    await settle()
    expect(page.ofType('refused')).toHaveLength(4)
    expect(calling.host.calls.asked).toHaveLength(41)
    for (let key = 0; key < 2; key += 1) page.say({ type: 'press', digits: '1' })
    await until(() => page.closed !== null, 'it is cut off')
  })

  it('begins calls under one name after another from one address is told', async () => {
    calling.host.clock = () => 1_000_000
    await calling.open({ limits: { ...limits, callsPerAddressPerMinute: 2 } })
    const pages = [
      await calling.enter(calling.host.sign('vis_1')),
      await calling.enter(calling.host.sign('vis_2')),
      await calling.enter(calling.host.sign('vis_3')),
      await calling.enter(calling.host.sign('vis_4'), '198.51.100.7'),
    ]
    for (const page of pages) page.say({ type: 'call', answers: {} })
    await settle()
    expect(pages.map((page) => page.frames.at(-1)?.type)).toEqual(['call', 'call', 'refused', 'call'])
  })
})

describe('the end of the account', () => {
  it('waits for the call that is being begun, and leaves nobody followed', async () => {
    const page = await calling.enter()
    calling.host.hold()
    page.say({ type: 'call', answers: {} })
    await until(() => calling.host.inFlight === 1, 'it is being kept')
    let inFlightAtEnd: number | null = null
    const closing = calling.close().then(() => (inFlightAtEnd = calling.host.inFlight))
    await settle()
    expect(inFlightAtEnd).toBeNull()
    calling.host.release()
    await closing
    expect(inFlightAtEnd).toBe(0)
    expect(page.closed).toEqual({ code: 1001, reason: 'shutting-down' })
    expect(calling.host.followers()).toBe(0)
    expect(calling.connect().closed?.reason).toBe('shutting-down')
    expect((await calling.ask('config')).status).toBe(503)
  })
})

const limits = {
  attemptsPerMinute: 60,
  burst: 10,
  callsPerAddressPerMinute: 20,
  connectionsPerVisitor: 8,
  connectionsPerAddress: 50,
}
