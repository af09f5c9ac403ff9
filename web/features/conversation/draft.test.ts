import { describe, expect, it } from 'vitest'
import { dropOldDrafts, keepDraft, readDraft } from './draft.ts'

/** Like the browser's: what is kept are its own members. */
function storage(): Storage {
  const kept: Record<string, string> = {}
  return Object.defineProperties(kept as unknown as Storage, {
    getItem: { value: (key: string) => kept[key] ?? null },
    setItem: { value: (key: string, text: string) => (kept[key] = text) },
    removeItem: { value: (key: string) => delete kept[key] },
  })
}
const day = 24 * 60 * 60_000

describe('a draft', () => {
  it('is each agent’s own in each conversation, until it is sent', () => {
    const kept = storage()
    keepDraft(kept, 'agt_ana', 'int_1', 'Hola', 0)
    expect(readDraft(kept, 'agt_ana', 'int_1')).toBe('Hola')
    expect(readDraft(kept, 'agt_ana', 'int_2')).toBe('')
    expect(readDraft(kept, 'agt_bruno', 'int_1')).toBe('')
    keepDraft(kept, 'agt_ana', 'int_1', '', 0)
    expect(Object.keys(kept)).toEqual([])
  })

  it('of long ago goes, and so does what cannot be read; nothing else is touched', () => {
    const kept = storage()
    keepDraft(kept, 'agt_ana', 'int_old', 'x', 0)
    keepDraft(kept, 'agt_ana', 'int_new', 'y', 10 * day)
    kept.setItem('atiende.draft.agt_ana.int_torn', '{')
    kept.setItem('atiende.language', 'es')
    dropOldDrafts(kept, 20 * day)
    expect(Object.keys(kept)).toEqual(['atiende.draft.agt_ana.int_new', 'atiende.language'])
  })

  it('that cannot be kept costs nothing', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('QuotaExceededError')
      },
      removeItem: () => {},
    }
    keepDraft(full, 'agt_ana', 'int_1', 'Hola', 0)
    expect(readDraft(full, 'agt_ana', 'int_1')).toBe('')
  })
})
