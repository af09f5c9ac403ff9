/** Outcomes through the API: what the page hides or asks for, the server refuses or asks for too (rules D1–D3, I16, I17). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InteractionId } from '#core/id.ts'
import { dispositionTree } from '#protocol/config/disposition-tree.ts'
import { createSayBatch } from '../act/say-batch.ts'
import { createConfigured } from '../configuration/save.ts'
import { addLine, beginWith, type Line } from '../test/begun.ts'
import { mustBe } from '../test/centre.ts'
import { openTestDoor, type Answer, type Person, type TestDoor } from '../test/door.ts'
import { interactionRoutes } from './interaction-route.ts'

let door: TestDoor
let lines: Record<'mandatory' | 'optional' | 'hidden', Line>
let ana: Person
let luis: Person
let boss: Person
let users = 0

const name = (text: string): { es: string; en: string } => ({ es: text, en: text })
const code = (id: `dsp_${string}`, archived = false) => ({ id, name: name(id), archived })

beforeAll(async () => {
  door = await openTestDoor((context) => ({ routes: interactionRoutes(context, createSayBatch(context)) }))
  const tree = mustBe(
    await createConfigured(
      door.context,
      null,
      'disposition-tree',
      dispositionTree.parse({
        name: 'Ventas',
        nodes: [
          { ...code('dsp_sale'), children: [code('dsp_sold'), code('dsp_former', true)] },
          { ...code('dsp_gone', true), children: [code('dsp_inside')] },
          code('dsp_info'),
        ],
      }),
    ),
  )
  const line = async (dispositionPolicy: 'mandatory' | 'optional' | 'hidden'): Promise<Line> =>
    await addLine(door, { dispositionPolicy, dispositionTreeId: tree.id })
  lines = {
    mandatory: await line('mandatory'),
    optional: await line('optional'),
    hidden: await line('hidden'),
  }
  const queues = Object.values(lines).map(({ queueId }, order) => ({ queueId, order }))
  ana = await door.addAgent({ name: 'Ana Pérez', queues })
  luis = await door.addAgent({ name: 'Luis Ortega', queues })
  boss = await door.addAgent({ name: 'Sofía Jefa', role: 'supervisor' })
})
afterAll(async () => await door.close())

const ofAna = async (policy: keyof typeof lines): Promise<InteractionId> =>
  await beginWith(door.context, lines[policy], `vis_${++users}`, ana.id)
const post = async (
  who: Person | null,
  id: InteractionId,
  what: string,
  body: object = {},
): Promise<Answer> => await door.ask(who, 'POST', `/api/v1/interactions/${id}/${what}`, body)
const dispose = async (
  who: Person | null,
  id: InteractionId,
  dispositionId: string | null,
): Promise<Answer> => await post(who, id, 'disposition', { dispositionId })
const codeOf = (answer: Answer): string => answer.body.error.code

describe('a disposition', () => {
  it('is set, replaced and taken away during the conversation and after it, and never once it is closed', async () => {
    const id = await ofAna('optional')
    expect((await dispose(ana, id, 'dsp_sold')).body.interaction.dispositionId).toBe('dsp_sold')
    expect((await dispose(boss, id, 'dsp_info')).body.interaction.dispositionId).toBe('dsp_info')
    await post(ana, id, 'end')
    expect((await dispose(ana, id, null)).body.interaction.dispositionId).toBeNull()
    expect((await dispose(ana, id, 'dsp_sold')).status).toBe(200)
    expect((await post(ana, id, 'close')).body.interaction.state.name).toBe('closed')
    expect(codeOf(await dispose(boss, id, 'dsp_info'))).toBe('interaction-closed')
  })

  it('is a code of the queue’s tree: no folder, nothing archived itself or with its folder, nothing from elsewhere', async () => {
    const id = await ofAna('optional')
    for (const wrong of ['dsp_sale', 'dsp_gone', 'dsp_former', 'dsp_inside', 'dsp_never'])
      expect(codeOf(await dispose(ana, id, wrong))).toBe('disposition-unknown')
    expect((await dispose(ana, id, 'sold')).status).toBe(400)
  })

  it('is the owner’s and the supervisors’ business', async () => {
    const id = await ofAna('optional')
    expect((await dispose(null, id, 'dsp_sold')).status).toBe(401)
    expect(codeOf(await dispose(luis, id, 'dsp_sold'))).toBe('not-allowed')
    expect((await post(null, id, 'close')).status).toBe(401)
    await post(ana, id, 'end')
    expect(codeOf(await post(luis, id, 'close'))).toBe('not-allowed')
  })

  it('is asked for before closing where the queue says mandatory', async () => {
    const id = await ofAna('mandatory')
    await post(ana, id, 'end')
    expect(codeOf(await post(ana, id, 'close'))).toBe('disposition-required')
    expect(codeOf(await post(boss, id, 'close'))).toBe('disposition-required')
    await dispose(ana, id, 'dsp_info')
    expect((await post(ana, id, 'close')).status).toBe(200)
  })

  it('is not asked for where it is optional', async () => {
    const id = await ofAna('optional')
    await post(ana, id, 'end')
    expect((await post(ana, id, 'close')).status).toBe(200)
  })

  it('is refused where the queue hides them, and what was set before may be taken away', async () => {
    const id = await ofAna('hidden')
    expect(codeOf(await dispose(ana, id, 'dsp_sold'))).toBe('disposition-hidden')
    expect((await dispose(ana, id, null)).status).toBe(200)
    await post(ana, id, 'end')
    expect((await post(ana, id, 'close')).status).toBe(200)
  })
})
