import { describe, expect, it } from 'vitest'
import type { Preferences } from '#protocol/workspace.ts'
import type { Answer, Problem } from '../net/problem.ts'
import { createPreferenceKeeper } from './preference-keeper.ts'

function keeper() {
  let kept: Preferences = { language: 'es', theme: 'light' }
  const sent: { readonly changes: object; readonly answer: (answer: Answer<unknown>) => void }[] = []
  const problems: Problem[] = []
  let due: (() => void) | null = null
  const made = createPreferenceKeeper({
    send: async (changes) =>
      await new Promise((answer) => {
        sent.push({ changes, answer })
      }),
    keep: (change) => {
      kept = change(kept)
    },
    tellProblem: (problem) => problems.push(problem),
    wait: (_ms, then) => {
      due = then
      return () => {
        due = null
      }
    },
  })
  return {
    ...made,
    sent,
    problems,
    rest: () => due?.(),
    /** As the page shows them. */
    shown: (): Preferences => ({ ...kept, ...made.wished.get() }),
  }
}

const ok: Answer<unknown> = { ok: true, value: {} }
const problem: Problem = { code: 'unavailable', details: {} } as unknown as Problem

describe('a wish', () => {
  it('holds at once and stays when it is kept', async () => {
    const { save, shown, sent } = keeper()
    const saved = save({ theme: 'dark' })
    expect(shown().theme).toBe('dark')
    sent[0]?.answer(ok)
    await saved
    expect(shown()).toEqual({ language: 'es', theme: 'dark' })
  })

  it('is taken back with a word when it could not be kept, and takes no other along', async () => {
    const { save, shown, sent, problems } = keeper()
    const first = save({ theme: 'dark' })
    const second = save({ density: 'compact' })
    sent[0]?.answer({ ok: false, problem })
    sent[1]?.answer(ok)
    await Promise.all([first, second])
    expect(shown()).toEqual({ language: 'es', theme: 'light', density: 'compact' })
    expect(problems).toEqual([problem])
  })

  it('is not overrun by what another page saved, or by its own echo, while it is on its way', async () => {
    const { save, heard, shown, sent } = keeper()
    const saved = save({ theme: 'dark' })
    heard({ language: 'en', theme: 'light', density: 'compact' })
    expect(shown()).toEqual({ language: 'en', theme: 'dark', density: 'compact' })
    sent[0]?.answer(ok)
    await saved
    expect(shown().theme).toBe('dark')
    heard({ language: 'en', theme: 'light' })
    expect(shown()).toEqual({ language: 'en', theme: 'light' })
  })
})

describe('what changes with every movement', () => {
  it('holds at once and is sent once the hand rests', () => {
    const { saveSoon, shown, sent, rest } = keeper()
    for (const listWidth of [301, 302, 303]) saveSoon({ layout: { listWidth } })
    expect(shown().layout).toEqual({ listWidth: 303 })
    expect(sent).toEqual([])
    rest()
    expect(sent.map(({ changes }) => changes)).toEqual([{ layout: { listWidth: 303 } }])
    expect(shown().layout).toEqual({ listWidth: 303 })
  })

  it('is sent before the page goes', () => {
    const { saveSoon, close, sent } = keeper()
    saveSoon({ layout: { listWidth: 303 } })
    close()
    expect(sent).toHaveLength(1)
  })
})
