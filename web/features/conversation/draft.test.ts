import { describe, expect, it } from 'vitest'
import { dropOldDrafts, keepDraft, readDraft, type Draft } from './draft.ts'

/** Like the browser's: what is kept are its own members. */
function storage(): Storage {
  const kept: Record<string, string> = {}
  return Object.defineProperties(kept as unknown as Storage, {
    getItem: { value: (key: string) => kept[key] ?? null },
    setItem: { value: (key: string, text: string) => (kept[key] = text) },
    removeItem: { value: (key: string) => delete kept[key] },
  })
}
const draft = (text: string, quote: Draft['quote'] = null): Draft => ({ text, quote })
const day = 24 * 60 * 60_000

describe('a draft', () => {
  it('is each agent’s own in each conversation, until it is sent', () => {
    const kept = storage()
    keepDraft(kept, 'agt_ana', 'int_1', draft('Hola'), 0)
    expect(readDraft(kept, 'agt_ana', 'int_1')).toEqual(draft('Hola'))
    expect(readDraft(kept, 'agt_ana', 'int_2')).toEqual(draft(''))
    expect(readDraft(kept, 'agt_bruno', 'int_1')).toEqual(draft(''))
    keepDraft(kept, 'agt_ana', 'int_1', draft(''), 0)
    expect(Object.keys(kept)).toEqual([])
  })

  it('keeps what it answers, also before a word is written', () => {
    const kept = storage()
    const quote = {
      messageId: 'msg_1',
      position: 1,
      direction: 'in',
      name: 'Carmen',
      excerpt: 'Hola',
    } as const
    keepDraft(kept, 'agt_ana', 'int_1', draft('', quote), 0)
    expect(readDraft(kept, 'agt_ana', 'int_1')).toEqual(draft('', quote))
  })

  it('of long ago goes, and so does what cannot be read; nothing else is touched', () => {
    const kept = storage()
    keepDraft(kept, 'agt_ana', 'int_old', draft('x'), 0)
    keepDraft(kept, 'agt_ana', 'int_new', draft('y'), 10 * day)
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
    keepDraft(full, 'agt_ana', 'int_1', draft('Hola'), 0)
    expect(readDraft(full, 'agt_ana', 'int_1')).toEqual(draft(''))
  })
})
