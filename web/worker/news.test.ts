import { describe, expect, it } from 'vitest'
import { addressOf, shownOf } from './news.ts'

const about = { interactionId: 'int_1', name: 'Lucía', queue: 'Ventas $& más', channel: 'web-chat' } as const

describe('what a push says', () => {
  it('is who and where, in the language it was sent in, until the offer ends', () => {
    const offer = shownOf({ type: 'offer', language: 'es', ...about, offerId: 'off_1', untilAt: 9 })
    expect(offer).toMatchObject({
      title: 'Lucía',
      body: 'Nueva interacción en Ventas $& más',
      tag: 'off_1',
      untilAt: 9,
    })
    expect(addressOf(offer.data)).toBe('/#/pending/int_1')
    const said = shownOf({ type: 'said', language: 'en', ...about })
    expect(said).toMatchObject({ body: 'Has written a message · Ventas $& más', tag: 'int_1', untilAt: null })
    expect(addressOf(said.data)).toBe('/#/active/int_1')
    expect(addressOf(shownOf({ type: 'test', language: 'en' }).data)).toBe('/')
  })

  it('has a place for the queue in both languages', () => {
    for (const language of ['es', 'en'] as const) {
      const said = shownOf({ type: 'said', language, ...about, queue: 'Q7' })
      expect(said.body).toMatch(/Q7/)
    }
  })
})
