/** A centre set up through the API, as an owner would: one queue with a form and dispositions, one web chat, and its agents. */
import type { AgentId } from '#core/id.ts'
import type { QueueId, ChannelAccountId } from '#core/id.ts'
import type { agent } from '#protocol/config/agent.ts'
import type { queue } from '#protocol/config/queue.ts'
import type { SignInLink } from '#protocol/session.ts'
import type { z } from 'zod'
import { cookieOf, openSession, type Session } from './session.ts'

export interface SmallCentre {
  readonly owner: Session
  readonly agents: readonly Session[]
  readonly queueId: QueueId
  readonly accountId: ChannelAccountId
  /** A link that signs this agent in once. */
  linkFor(agentId: AgentId): Promise<string>
}

export interface SmallCentreOptions {
  readonly url: string
  /** Of the owner who is to be made, or the owner who is there. */
  readonly setupCode?: string | null
  readonly owner?: Session
  readonly agentNames: readonly string[]
  /** How many chats each has at once. Default 4. */
  readonly capacity?: number
  readonly queue?: Partial<z.input<typeof queue>>
  /** Of the web chat account, besides what is said here. */
  readonly channel?: Readonly<Record<string, unknown>>
  readonly agent?: Partial<z.input<typeof agent>>
}

export const ownerPassword = 'una contraseña larga'

export async function setUpCentre(options: SmallCentreOptions): Promise<SmallCentre> {
  const { url, setupCode = null, agentNames, capacity = 4 } = options
  const owner = options.owner ?? (await becomeOwner(url, setupCode))
  const create = async <Id extends string>(path: string, body: object): Promise<Id> =>
    (await owner.must<{ id: Id }>('POST', `/api/v1/${path}`, body)).id

  const treeId = await create('disposition-trees', {
    name: 'Motivos',
    nodes: [
      {
        id: 'dsp_orders',
        name: { es: 'Pedidos', en: 'Orders' },
        children: [
          { id: 'dsp_status', name: { es: 'Estado del pedido', en: 'Order status' } },
          { id: 'dsp_return', name: { es: 'Devolución', en: 'Return' } },
        ],
      },
      { id: 'dsp_other', name: { es: 'Otro', en: 'Other' } },
    ],
  })
  await create('case-fields', { key: 'order', label: { es: 'Pedido', en: 'Order' }, type: 'text' })
  const queueId = await create<QueueId>('queues', {
    name: 'Atención',
    channels: ['web-chat'],
    dispositionPolicy: 'mandatory',
    dispositionTreeId: treeId,
    offerFields: ['order'],
    ...options.queue,
  })
  const accountId = await create<ChannelAccountId>('channel-accounts', {
    name: 'Tienda',
    channel: 'web-chat',
    queueId,
    settings: {
      allowedOrigins: ['*'],
      title: { es: 'Luz y Barro', en: 'Luz y Barro' },
      greeting: { es: '¿En qué podemos ayudarte?', en: 'How can we help?' },
      preChat: [
        { key: 'name', label: { es: 'Nombre', en: 'Name' }, type: 'text', target: 'contact.name' },
        {
          key: 'order',
          label: { es: 'Número de pedido', en: 'Order number' },
          type: 'text',
          required: false,
          target: 'case.order',
        },
      ],
      ...options.channel,
    },
  })
  const linkFor = async (id: AgentId): Promise<string> =>
    (await owner.must<SignInLink>('POST', `/api/v1/agents/${id}/sign-in-link`)).url
  const agents: Session[] = []
  for (const name of agentNames) {
    const id = await create<AgentId>('agents', {
      name,
      email: `agente-${agents.length}@example.org`,
      queues: [{ queueId }],
      capacity: { maximum: { 'web-chat': capacity }, interruptedBy: {} },
      ...options.agent,
    })
    agents.push(await signIn(url, id, await linkFor(id)))
  }
  return { owner, agents, queueId, accountId, linkFor }
}

async function becomeOwner(url: string, code: string | null): Promise<Session> {
  const response = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      code,
      name: 'Olga Dueñas',
      email: 'olga@example.org',
      password: ownerPassword,
      centreName: 'Luz y Barro',
    }),
  })
  if (!response.ok) throw new Error(`Setup: ${await response.text()}`)
  const { id } = (await response.json()) as { id: AgentId }
  return openSession(url, id, cookieOf(response.headers))
}

async function signIn(url: string, id: AgentId, link: string): Promise<Session> {
  const { headers } = await fetch(link, { redirect: 'manual' })
  return openSession(url, id, cookieOf(headers))
}
