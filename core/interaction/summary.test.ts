import { describe, expect, it } from 'vitest'
import { emptySummary, previewOf, withMessage, withRead, type SummarisedMessage } from './summary.ts'

const said = (direction: SummarisedMessage['direction'], text: string, at: number): SummarisedMessage => ({
  direction,
  text,
  files: [],
  at,
})
const after = (...messages: readonly SummarisedMessage[]) => messages.reduce(withMessage, emptySummary)

describe('the summary of a conversation', () => {
  it('[S1] counts every line, and as unread what came in since the agent looked', () => {
    const summary = after(said('system', '', 1), said('in', 'Hola', 2), said('in', '¿Hay alguien?', 3))
    expect(summary).toMatchObject({ messageCount: 3, unread: 2, unreadFrom: 2 })
    expect(withMessage(withRead(summary), said('in', 'Sigo aquí', 4))).toMatchObject({
      messageCount: 4,
      unread: 1,
      unreadFrom: 4,
    })
    expect(withMessage(summary, said('out', 'Buenas', 4)).unread).toBe(2)
  })

  it('[S1] reading changes nothing else', () => {
    const summary = after(said('in', 'Hola', 2))
    expect(withRead(summary)).toEqual({ ...summary, unread: 0, unreadFrom: null })
    expect(withRead(emptySummary)).toBe(emptySummary)
  })

  it('[S2] shows the last thing that somebody said, which a line of the system is not', () => {
    const summary = after(said('in', 'Hola', 2), said('out', 'Buenas', 3), said('system', '', 4))
    expect(summary.lastMessage).toEqual({ direction: 'out', preview: 'Buenas', at: 3 })
  })

  it('[S3] the customer waits since the first message without an answer', () => {
    expect(
      after(said('in', 'Hola', 2), said('in', '¿Sí?', 5), said('system', '', 6)).customerWaitingSince,
    ).toBe(2)
    expect(after(said('in', 'Hola', 2), said('out', 'Buenas', 3)).customerWaitingSince).toBeNull()
    expect(
      after(said('in', 'Hola', 2), said('out', 'Buenas', 3), said('in', 'Gracias', 9)).customerWaitingSince,
    ).toBe(9)
  })
})

describe('the preview', () => {
  it('[S4] is one line', () => {
    expect(previewOf('  Hola,\n\n\tquería   preguntar\u00A0algo ', [])).toBe('Hola, quería preguntar algo')
  })

  it('[S4] has at most 120 characters and never half of one', () => {
    expect(previewOf('a'.repeat(120), [])).toBe('a'.repeat(120))
    expect(previewOf('a'.repeat(121), [])).toBe(`${'a'.repeat(119)}…`)
    expect(previewOf('🙂'.repeat(121), [])).toBe(`${'🙂'.repeat(119)}…`)
    expect(previewOf('🙂'.repeat(120), [])).toBe('🙂'.repeat(120))
  })

  it('[S4] names the files when there is no text', () => {
    const files = [{ name: 'factura.pdf' }, { name: 'foto 1.png' }]
    expect(previewOf(' \n ', files)).toBe('factura.pdf, foto 1.png')
    expect(previewOf('Aquí está', files)).toBe('Aquí está')
    expect(previewOf('', [])).toBe('')
  })
})
