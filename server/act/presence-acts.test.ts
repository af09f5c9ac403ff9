import type { Actor } from '#core/permission/may.ts'
import type { Presence } from '#core/presence/presence.ts'
import { topState } from '#core/presence/top-state.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { updateConfigurationRow } from '../configuration/configuration-row.ts'
import { keepPages } from '../store/agent-page-row.ts'
import { readInteraction } from '../store/interaction-record.ts'
import { readPresence } from '../store/presence-record.ts'
import { mustBe, openTestCentre, type TestCentre } from '../test/centre.ts'
import { takeInteraction } from './interaction-acts.ts'
import { askState, deviceSignedOut, forceState } from './presence-acts.ts'

let centre: TestCentre
let ana: Actor
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(async () => await centre.close())
beforeEach(async () => {
  ana = await centre.addAgent({ channels: ['web-chat', 'email'] })
  await centre.ready(ana)
})

async function presenceOf({ agentId }: Actor): Promise<Presence> {
  const record = await readPresence(centre.context.database, agentId)
  if (!record) throw new Error('There is no presence.')
  return record.presence
}

let customers = 0
/** Ana handles one; its id. */
async function busy(): Promise<`int_${string}`> {
  const id = (await centre.hear(`user-${++customers}`, 'Hola')) as `int_${string}`
  mustBe(await takeInteraction(centre.context, ana, id))
  return id
}

describe('asking during work', () => {
  it('waits as the centre has set, unless the agent says now', async () => {
    await busy()
    const wish = { state: 'not-ready', reasonId: null } as const
    mustBe(await askState(centre.context, ana, wish))
    expect((await presenceOf(ana)).pending).toHaveLength(1)
    mustBe(await askState(centre.context, ana, { ...wish, when: 'now' }))
    const now = await presenceOf(ana)
    expect(now.pending).toEqual([])
    expect(now.channels['web-chat']?.state).toBe('not-ready')
  })

  it('waits when the agent says so, whatever the centre has set', async () => {
    const { configuration, database } = centre.context
    const { id, version, archivedAt, ...settings } = configuration.centre()
    const body = { ...settings, pendingWhileBusy: false }
    const at = centre.context.now()
    expect(await updateConfigurationRow(database, id, version, body, archivedAt, at)).toBe(true)
    await configuration.refresh()
    await busy()
    mustBe(await askState(centre.context, ana, { state: 'dnd', reasonId: null, when: 'after-work' }))
    expect(await presenceOf(ana)).toMatchObject({ pending: [{ state: 'dnd' }] })
    mustBe(await askState(centre.context, ana, { state: 'dnd', reasonId: null }))
    expect(await presenceOf(ana)).toMatchObject({ pending: [], channels: { email: { state: 'dnd' } } })
  })
})

describe('forcing a state', () => {
  it('is for supervisors, and with a reason that there is', async () => {
    const marta = await centre.addAgent({ role: 'supervisor' })
    const wish = { state: 'dnd', reasonId: null } as const
    expect(await forceState(centre.context, ana, marta.agentId, wish)).toMatchObject({
      refused: 'not-allowed',
    })
    expect(
      await forceState(centre.context, marta, ana.agentId, { state: 'not-ready', reasonId: 'rsn_none' }),
    ).toMatchObject({ refused: 'unknown-reference' })
    mustBe(await forceState(centre.context, marta, ana.agentId, wish))
    expect(topState(await presenceOf(ana), centre.context.now()).name).toBe('dnd')
  })
})

describe('signing out on one device', () => {
  const ownerOf = async (id: `int_${string}`): Promise<string> => {
    const state = (await readInteraction(centre.context.database, id))?.interaction.state
    return (state && 'agentId' in state && state.agentId) || (state?.name ?? 'nowhere')
  }
  const connect = (sessionId: string) =>
    keepPages(centre.context.database, 'door', [{ agentId: ana.agentId, sessionId }], centre.context.now())

  it('leaves the agent at work on another one', async () => {
    const id = await busy()
    await connect('desk')
    await connect('phone')
    mustBe(await deviceSignedOut(centre.context, ana.agentId, 'phone'))
    expect((await presenceOf(ana)).online).toBe(true)
    expect(await ownerOf(id)).toBe(ana.agentId)
  })

  it('is the end of work when it was the last', async () => {
    const id = await busy()
    await connect('desk')
    mustBe(await deviceSignedOut(centre.context, ana.agentId, 'desk'))
    expect((await presenceOf(ana)).online).toBe(false)
    expect(await ownerOf(id)).toBe('waiting')
  })

  it('on two at the same time leaves nobody at work', async () => {
    await connect('desk')
    await connect('phone')
    await Promise.all(['desk', 'phone'].map((one) => deviceSignedOut(centre.context, ana.agentId, one)))
    expect((await presenceOf(ana)).online).toBe(false)
  })
})
