import { expect, it } from 'vitest'
import type { MessageView } from '#protocol/message.ts'
import { createDice } from '../dice.ts'
import { inWords, replyTo } from './reply.ts'

const view = { id: 'int_one', contact: { id: 'con_one', name: 'José Luis Gómez' } } as const
const dice = createDice(5)

function message(direction: 'in' | 'out', text: string): MessageView {
  return {
    id: 'msg_one',
    interactionId: 'int_one',
    position: 1,
    direction,
    author: { kind: 'customer', name: '' },
    text,
    note: null,
    quote: null,
    files: [],
    state: 'received',
    reason: null,
    clientId: null,
    at: 0,
    stateAt: 0,
  }
}

function said(...messages: readonly MessageView[]): string[] {
  const reply = replyTo(view, messages, 'Noelia Iglesias', dice)
  return reply.type === 'say' ? reply.lines.map((line) => inWords(line, reply.slots, dice)) : []
}

const asked = message('in', '¿Dónde está mi pedido?')
const order = message('in', 'Hola, ¿por dónde va mi pedido LB-2345?')

it('answers the next lines of the written conversation, with names', () => {
  expect(said(order)).toEqual([
    'Hola, José Luis, soy Noelia. Lo miro ahora mismo.',
    expect.stringMatching(
      /^Salió ayer del taller y está en el almacén de \p{L}+\. Te llega hoy o mañana por la mañana\.$/u,
    ),
  ])
})

it('says nothing of it twice', () => {
  const [first = ''] = said(order)
  expect(said(order, message('out', first))).not.toContain(first)
})

it('listens while the customer has more to say', () => {
  const begun = message('in', 'Buenas, mi pedido LB-2345 tenía que llegar el lunes y no sé nada')
  expect(replyTo(view, [begun], 'Noelia Iglesias', dice)).toEqual({ type: 'listen' })
})

it('finds something fitting for whoever follows no script, in their language', () => {
  expect(said(asked)[0]).toMatch(/número de pedido/)
  expect(said(message('in', 'Where is my order please?'))[0]).toMatch(/order number/)
  expect(said()[0]).toBe('¡Hola, José Luis! Soy Noelia, del taller. ¿En qué te ayudo?')
})
