/** What the journey of a shift finds: two agents and the owner, a break, after-call work, tags, and a small library with tokens. */
import type { AgentId } from '#core/id.ts'
import { openVisitor, readWidgetConfig } from './headless-visitor.ts'
import type { ServerProcess } from './server-process.ts'
import { setUpCentre, type SmallCentre } from './small-centre.ts'

export interface Customer {
  /** What the customer reads, agents only. */
  readonly read: () => readonly { readonly text: string; readonly answers: string | null }[]
  readonly say: (text: string) => void
  readonly end: () => void
  readonly leave: () => void
}

export interface ShiftCentre extends SmallCentre {
  readonly ana: AgentId
  readonly luis: AgentId
  /** Somebody opens the chat, says who it is and the first words. */
  comes(name: string, order: string, text: string): Customer
}

export async function setUpShift({ url, setupCode }: ServerProcess): Promise<ShiftCentre> {
  const centre = await setUpCentre({
    url,
    setupCode,
    agentNames: ['Ana Pérez', 'Luis Ortega'],
    queue: {
      offerMs: 120_000,
      // Whoever has rejected one does not get it again within this journey.
      declinePauseMs: 600_000,
      membersMayAssign: true,
      afterWork: {
        limitMs: 300_000,
        extensionMs: 60_000,
        forcedEndMs: null,
        then: { state: 'as-before' },
      },
    },
  })
  const put = async (path: string, body: object): Promise<string> =>
    (await centre.owner.must<{ id: string }>('POST', `/api/v1/${path}`, body)).id
  await put('reasons', { name: { es: 'Descanso', en: 'Break' }, icon: 'coffee', maximumMs: 900_000 })
  await put('case-fields', { key: 'product', label: { es: 'Producto', en: 'Product' }, type: 'text' })
  await put('tags', { name: 'Envío', colour: 'blue' })
  await put('tags', { name: 'Garantía', colour: 'purple' })
  const folderId = await put('response-folders', { name: { es: 'Pedidos', en: 'Orders' } })
  await put('responses', {
    name: { es: 'Saludo', en: 'Greeting' },
    folderId,
    shortcut: 'hola',
    variants: [{ language: 'es', text: 'Hola, <$ Contact.FirstName $>. Soy <$ Agent.FirstName $>.' }],
  })
  await put('responses', {
    name: { es: 'Confirmar el teléfono', en: 'Confirm the phone' },
    folderId,
    shortcut: 'telefono',
    variants: [
      {
        language: 'es',
        text: 'Para el pedido <$ Case.order $> llamamos al <$ Contact.Phone $>. ¿Es correcto?',
      },
    ],
  })
  const [ana, luis] = centre.agents.map(({ id }) => id)
  if (!ana || !luis) throw new Error('Two agents were asked for.')
  const config = await readWidgetConfig(url, centre.accountId)
  return {
    ...centre,
    ana,
    luis,
    comes(name, order, text) {
      const visit = openVisitor({ url, accountId: centre.accountId, config })
      visit.start({ name, order })
      visit.say(text, [])
      return {
        read: () =>
          visit.state.story.messages
            .filter(({ from }) => from === 'agent')
            .map((message) => ({ text: message.text, answers: message.quote?.excerpt ?? null })),
        say: (words) => visit.say(words, []),
        end: () => visit.end(),
        leave: () => visit.forget(),
      }
    },
  }
}
