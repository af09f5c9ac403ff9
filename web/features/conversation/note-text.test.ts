import { describe, expect, it } from 'vitest'
import { en } from '#web/text/en.ts'
import { es } from '#web/text/es.ts'
import type { Text } from '#web/text/use-text.ts'
import { noteText } from './note-text.ts'

describe('a system line', () => {
  it('has a value for whatever its words leave open', () => {
    for (const { note } of [es.conversation, en.conversation])
      for (const [code, words] of Object.entries(note)) {
        let given: object = {}
        const t = ((_key: string, values: object) => {
          given = values
          return ''
        }) as Text['t']
        noteText({ code: code as keyof typeof note, values: { slot: '7' } }, { t })
        const open = [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
        expect(Object.keys(given)).toEqual(expect.arrayContaining(open))
      }
  })
})
