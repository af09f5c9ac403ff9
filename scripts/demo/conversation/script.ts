/**
 * A written conversation: what a customer says, in turns, and what an agent answers to each. Written as plain text, a line each:
 * `C:` the customer, `A:` the agent; `+foto`, `+captura` or `+factura` at the end of a line attaches a file.
 */
import type { DispositionId } from '#core/id.ts'
import type { Language } from '#protocol/text.ts'
import type { QueueKey } from '../centre/queues.ts'

export type Subject = 'compra' | 'pedido' | 'devolucion' | 'factura' | 'otro'
/** Where a subject is at home; what is asked in English has a queue of its own. */
export const queueOf: Readonly<Record<Subject, QueueKey>> = {
  compra: 'ventas',
  pedido: 'pedidos',
  devolucion: 'devoluciones',
  factura: 'facturacion',
  otro: 'ventas',
}
export type AttachmentKind = 'foto' | 'captura' | 'factura'
export type Line = { readonly text: string; readonly attachment: AttachmentKind | null }
export type Turn = { readonly customer: readonly Line[]; readonly agent: readonly Line[] }

export type Script = {
  readonly id: string
  readonly subject: Subject
  readonly language: Language
  /** What an agent chooses in the end; null where nothing is chosen. */
  readonly outcome: DispositionId | null
  readonly turns: readonly Turn[]
}

const shape = /^(C|A): (.*?)(?: \+(foto|captura|factura))?$/

function readTurns(id: string, text: string): Turn[] {
  const turns: { customer: Line[]; agent: Line[] }[] = []
  for (const line of text.trim().split('\n')) {
    const [, who, words = '', attachment] = shape.exec(line.trim()) ?? []
    if (who === undefined) throw new Error(`This is no line of the conversation "${id}": ${line}`)
    const said: Line = { text: words, attachment: (attachment as AttachmentKind | undefined) ?? null }
    const last = turns.at(-1)
    if (who === 'C' && (last === undefined || last.agent.length > 0))
      turns.push({ customer: [said], agent: [] })
    else if (last === undefined) throw new Error(`The conversation "${id}" does not begin with the customer.`)
    else (who === 'C' ? last.customer : last.agent).push(said)
  }
  return turns
}

export function script(
  id: string,
  subject: Subject,
  outcome: DispositionId | null,
  text: string,
  language: Language = 'es',
): Script {
  return { id, subject, language, outcome, turns: readTurns(id, text) }
}
