import { describe, expect, it } from 'vitest'
import { recentTargets, rememberTarget } from './recent-targets.ts'

function memory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  }
}

describe('who was called last', () => {
  it('stands first, once, and each agent has a list of their own', () => {
    const storage = memory()
    rememberTarget(storage, 'agt_ana', { agentId: 'agt_bruno' })
    rememberTarget(storage, 'agt_ana', { queueId: 'que_sales' })
    rememberTarget(storage, 'agt_ana', { agentId: 'agt_bruno' })
    expect(recentTargets(storage, 'agt_ana')).toEqual([{ agentId: 'agt_bruno' }, { queueId: 'que_sales' }])
    expect(recentTargets(storage, 'agt_eva')).toEqual([])
  })

  it('is nobody where something else was kept, or nothing can be', () => {
    const storage = memory()
    for (const text of ['{', '{"a":1}', '[1, null, {"x":"y"}, {"agentId":"agt_a","queueId":"que_b"}]']) {
      storage.setItem('atiende.callTargets.agt_ana', text)
      expect(recentTargets(storage, 'agt_ana')).toEqual([])
    }
    const full = {
      ...storage,
      setItem: () => {
        throw new Error('full')
      },
    }
    expect(() => rememberTarget(full, 'agt_ana', { agentId: 'agt_bruno' })).not.toThrow()
  })
})
