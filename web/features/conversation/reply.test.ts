import { expect, it } from 'vitest'
import { message } from '#web/test/sample.ts'
import { earlierToQuote, laterToQuote, quoteOf } from './reply.ts'

const said = [
  message('int_1', 1, { direction: 'system', author: { kind: 'system' } }),
  message('int_1', 2, { text: 'Primero' }),
  message('int_1', 3, { direction: 'out', author: { kind: 'agent', agentId: 'agt_ana', name: 'Ana' } }),
  message('int_1', 4, { text: 'Segundo' }),
]
const quote = (position: number) => {
  const found = said.find((one) => one.position === position)
  return found ? quoteOf(found, 'Carmen') : null
}

it('quotes what somebody said, with a name and one line of it', () => {
  expect(quote(2)).toEqual({
    messageId: 'msg_2',
    position: 2,
    direction: 'in',
    name: 'Carmen',
    excerpt: 'Primero',
  })
  expect(quote(3)?.name).toBe('Ana')
  expect(quote(1)).toBeNull()
  const nameless = message('int_1', 5, { author: { kind: 'customer', name: '' } })
  expect(quoteOf(nameless, 'Carmen')?.name).toBe('Carmen')
})

it('goes back through what the customer said, and forth again', () => {
  expect(earlierToQuote(said, null)?.position).toBe(4)
  expect(earlierToQuote(said, quote(4))?.position).toBe(2)
  expect(earlierToQuote(said, quote(2))).toBeNull()
  const first = quote(2)
  const last = quote(4)
  expect(first && laterToQuote(said, first)?.position).toBe(4)
  expect(last && laterToQuote(said, last)).toBeNull()
})
