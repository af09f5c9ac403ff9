/** What a line of a conversation has attached, as a file that could have been sent. */
import type { AttachmentKind } from '../conversation/script.ts'
import { priceIn } from '../conversation/slots.ts'
import type { Slots } from '../conversation/template.ts'
import { createDice, type Dice } from '../dice.ts'
import { sheet } from './document.ts'
import { photograph, screenshot } from './picture.ts'

export type Attachment = { readonly name: string; readonly bytes: Uint8Array }

/** So many pictures there are; they are used again. */
const pictures = 6
const drawn = new Map<string, Promise<Uint8Array>>()

async function drawnOnce(key: string, draw: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const picture = drawn.get(key) ?? draw()
  drawn.set(key, picture)
  return await picture
}

const money = (amount: number): string => `${amount.toFixed(2).replace('.', ',')} €`

function invoice(slots: Slots): Uint8Array {
  const total = priceIn(slots)
  const net = Math.round((total / 1.21) * 100) / 100
  return sheet('Luz y Barro', [
    'Calle de los Alfareros, 12 · 04100 Níjar (Almería)',
    '',
    `Pedido ${slots['pedido'] ?? ''}`,
    `Cliente: ${slots['nombre'] ?? ''}`,
    '',
    `1 × ${slots['pieza'] ?? 'pieza'}`,
    `Base imponible: ${money(net)}`,
    `IVA 21 %: ${money(total - net)}`,
    `Total: ${money(total)}`,
    '',
    'Documento de una tienda inventada, sin valor.',
  ])
}

export async function makeAttachment(kind: AttachmentKind, slots: Slots, dice: Dice): Promise<Attachment> {
  if (kind === 'factura')
    return { name: `luz-y-barro-${slots['pedido'] ?? 'documento'}.pdf`, bytes: invoice(slots) }
  const number = dice.whole(1, pictures)
  return kind === 'foto'
    ? {
        name: `IMG_${2040 + number}.jpg`,
        bytes: await drawnOnce(`foto ${number}`, async () => await photograph(createDice(number))),
      }
    : {
        name: `captura-${number}.png`,
        bytes: await drawnOnce(`captura ${number}`, async () => await screenshot(createDice(number))),
      }
}
