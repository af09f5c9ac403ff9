import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaseValue } from '#core/case/case-value.ts'
import { caseField } from '#protocol/config/case-field.ts'
import type { FieldChange } from '#core/case/change-case.ts'
import type { InteractionId } from '#core/id.ts'
import type { Problem } from '#web/net/problem.ts'
import {
  beginEdit,
  dropEdit,
  editOf,
  edits,
  editsIn,
  insist,
  keepEdit,
  keepEditsOf,
  keepValue,
  typeEdit,
  writeOn,
  type Edit,
  type KeepOptions,
} from './edits.ts'

const id: InteractionId = 'int_1'
const field = (key: string, more: object = {}) =>
  caseField.parse({ key, label: { es: key, en: key }, type: 'text', ...more })
const order = field('order')
const amount = field('amount', { type: 'number' })

let held: CaseValue
let asked: FieldChange[]
let answers: (Problem | null)[]
let told: Problem[]

const options: KeepOptions = {
  language: 'es',
  current: () => held,
  onRefused: (problem) => void told.push(problem),
  acts: {
    changeCase: async (_, changes) => {
      asked.push(...changes)
      return await Promise.resolve(answers.shift() ?? null)
    },
  },
}

beforeEach(() => {
  held = 'A-1'
  asked = []
  answers = []
  told = []
})
afterEach(() => edits.update(() => new Map()))

const now = (key = 'order'): Edit => {
  const edit = editOf(id, key)
  if (!edit) throw new Error(`Nothing is being changed in ${key}.`)
  return edit
}
const typed = (text: string): Edit => {
  beginEdit(id, order, held, 'es')
  typeEdit(now(), text)
  return now()
}

describe('a field that is being changed', () => {
  it('is sent with what it was made upon, and closes at once', async () => {
    const kept = keepEdit(typed(' B-2 '), order, options)
    expect(editOf(id, 'order')).toBeNull()
    expect(await kept).toBe(true)
    expect(asked).toEqual([{ key: 'order', from: 'A-1', to: 'B-2' }])
  })

  it('is not sent when nothing was changed', async () => {
    expect(await keepEdit(typed('A-1'), order, options)).toBe(true)
    expect(asked).toEqual([])
    expect(editOf(id, 'order')).toBeNull()
  })

  it('stays open with the reason when it is no value of its kind', () => {
    held = 12
    beginEdit(id, amount, held, 'es')
    typeEdit(now('amount'), 'doce')
    expect(keepEdit(now('amount'), amount, options)).toBeNull()
    expect(now('amount')).toMatchObject({ draft: 'doce', problem: { code: 'case-value-not-number' } })
    typeEdit(now('amount'), '12,5')
    expect(now('amount').problem).toBeNull()
  })

  it('is begun once: what was typed is still there', () => {
    typed('a medias')
    beginEdit(id, order, 'A-1', 'es')
    expect(now().draft).toBe('a medias')
    expect(editsIn(id)).toHaveLength(1)
    expect(editsIn('int_2')).toEqual([])
    dropEdit(now())
    expect(editsIn(id)).toEqual([])
  })
})

describe('two agents in one field', () => {
  it('what somebody else puts there meanwhile waits for the choice, and nothing is sent', () => {
    const edit = typed('B-2')
    held = 'C-3'
    expect(keepEdit(edit, order, options)).toBeNull()
    expect(now()).toMatchObject({ draft: 'B-2', conflict: { mine: 'B-2', theirs: 'C-3', agent: null } })
    expect(asked).toEqual([])
  })

  it('the same value from both is none', async () => {
    const edit = typed('C-3')
    held = 'C-3'
    expect(await keepEdit(edit, order, options)).toBe(true)
    expect(asked).toEqual([])
  })

  it('the server’s no brings both values and the other’s name', async () => {
    answers = [{ code: 'case-changed-meanwhile', details: { key: 'order', value: '"C-3"', agent: 'Luis' } }]
    expect(await keepEdit(typed('B-2'), order, options)).toBe(false)
    expect(now()).toMatchObject({ draft: 'B-2', conflict: { mine: 'B-2', theirs: 'C-3', agent: 'Luis' } })
    expect(told).toHaveLength(1)
  })

  it('mine goes over theirs, made upon theirs', () => {
    const edit = typed('B-2')
    held = 'C-3'
    void keepEdit(edit, order, options)
    insist(now(), options)
    expect(asked).toEqual([{ key: 'order', from: 'C-3', to: 'B-2' }])
    expect(editOf(id, 'order')).toBeNull()
  })

  it('writing goes on upon theirs', () => {
    const edit = typed('B-2')
    held = 'C-3'
    void keepEdit(edit, order, options)
    writeOn(now())
    expect(now()).toMatchObject({ base: 'C-3', draft: 'B-2', conflict: null })
    void keepEdit(now(), order, options)
    expect(asked).toEqual([{ key: 'order', from: 'C-3', to: 'B-2' }])
  })

  it('what could not be sent is there again with the reason', async () => {
    answers = [{ code: 'offline', details: {} }]
    await keepEdit(typed('B-2'), order, options)
    expect(now()).toMatchObject({ base: 'A-1', draft: 'B-2', problem: { code: 'offline' } })
    await keepEdit(now(), order, options)
    expect(asked).toHaveLength(2)
    expect(editOf(id, 'order')).toBeNull()
  })

  it('an answer that comes late does not disturb who writes there again', async () => {
    answers = [{ code: 'offline', details: {} }]
    const first = keepEdit(typed('B-2'), order, options)
    beginEdit(id, order, 'A-1', 'es')
    typeEdit(now(), 'otra cosa')
    await first
    expect(now()).toMatchObject({ draft: 'otra cosa', problem: null })
    expect(told).toHaveLength(1)
  })

  it('a picked value is kept in the same way', async () => {
    const edit: Edit = { interactionId: id, key: 'vip', base: null, draft: '', problem: null, conflict: null }
    held = false
    expect(keepValue(edit, true, options)).toBeNull()
    expect(now('vip').conflict).toMatchObject({ mine: true, theirs: false })
    held = null
    expect(await keepValue(edit, true, options)).toBe(true)
  })
})

describe('edits are one agent’s', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
  beforeEach(() => kept.clear())

  it('who signs in next sees nothing of them, and who began them finds them again', () => {
    const leave = keepEditsOf('agt_a', storage)
    typed('B-2')
    leave()
    expect(editsIn(id)).toEqual([])
    const leaveToo = keepEditsOf('agt_b', storage)
    expect(editsIn(id)).toEqual([])
    leaveToo()
    keepEditsOf('agt_a', storage)()
    expect(edits.get().size).toBe(0)
    const again = keepEditsOf('agt_a', storage)
    expect(now()).toMatchObject({ base: 'A-1', draft: 'B-2' })
    again()
  })

  it('a refusal that comes when they have left is not shown to the next', async () => {
    const leave = keepEditsOf('agt_a', storage)
    answers = [{ code: 'offline', details: {} }]
    const isKept = keepEdit(typed('B-2'), order, options)
    leave()
    const leaveToo = keepEditsOf('agt_b', storage)
    expect(await isKept).toBe(false)
    expect(editsIn(id)).toEqual([])
    expect(told).toEqual([])
    leaveToo()
  })

  it('one that is over is kept no longer', () => {
    const leave = keepEditsOf('agt_a', storage)
    dropEdit(typed('B-2'))
    leave()
    expect([...kept]).toEqual([])
  })

  it('what is no list of edits is none', () => {
    kept.set('atiende.edits.agt_a', '{"x":1}')
    keepEditsOf('agt_a', storage)()
    kept.set('atiende.edits.agt_a', '{')
    const leave = keepEditsOf('agt_a', storage)
    expect(editsIn(id)).toEqual([])
    leave()
  })
})
