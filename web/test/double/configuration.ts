/** The double's centre: two queues with trees, reasons and case fields, and people of three roles. Only values. */
import type { AgentId, QueueId } from '#core/id.ts'
import type { Workspace } from '#protocol/workspace.ts'
import { fieldsOfCase } from './case-fields.ts'

export const lucia: AgentId = 'agt_lucia'
export const bruno: AgentId = 'agt_bruno'
export const marta: AgentId = 'agt_marta'
export const sales: QueueId = 'que_sales'
export const support: QueueId = 'que_support'

export type Person = Workspace['agents'][number] & { readonly password: string }

const worker = { teamIds: [], skillIds: [], channels: ['web-chat'], maximum: { 'web-chat': 4 } } as const

export const people: readonly Person[] = [
  {
    id: lucia,
    name: 'Lucía Ferrer',
    role: 'agent',
    ...worker,
    queueIds: [sales, support],
    email: 'lucia@example.org',
    password: 'lucia-secreta',
  },
  {
    id: bruno,
    name: 'Bruno Salas',
    role: 'agent',
    ...worker,
    queueIds: [sales, support],
    email: 'bruno@example.org',
    password: 'bruno-secreto',
  },
  {
    id: marta,
    name: 'Marta Ibáñez',
    role: 'supervisor',
    ...worker,
    queueIds: [support],
    email: 'marta@example.org',
    password: 'marta-secreta',
  },
]

const minute = 60_000

const voice = {
  recording: 'on-demand',
  recordingDays: null,
  musicFileId: null,
  ringMs: 20_000,
  transferReturns: true,
  parkMs: 120_000,
} as const

export const queues: Workspace['queues'] = [
  {
    id: sales,
    name: 'Ventas',
    channels: ['web-chat'],
    dispositionPolicy: 'mandatory',
    dispositionTreeId: 'tree_sales',
    offerFields: ['product', 'order', 'vip'],
    membersMayAssign: true,
    autoAnswer: false,
    voice,
    afterWork: { limitMs: 2 * minute, extensionMs: minute, forcedEndMs: null, then: { state: 'as-before' } },
  },
  {
    id: support,
    name: 'Soporte técnico',
    channels: ['web-chat'],
    dispositionPolicy: 'optional',
    dispositionTreeId: 'tree_support',
    offerFields: ['order'],
    membersMayAssign: false,
    autoAnswer: false,
    voice,
    afterWork: { limitMs: 0, extensionMs: 0, forcedEndMs: null, then: { state: 'as-before' } },
  },
]

export const workspaceParts: Omit<Workspace, 'at' | 'agent'> = {
  centre: {
    name: 'Tienda Alameda',
    language: 'es',
    timeZone: 'Europe/Madrid',
    pendingWhileBusy: true,
    agentsMayAddTags: true,
  },
  agents: people.map(({ password: _, ...person }) => person),
  queues,
  skills: [{ id: 'skl_english', name: { es: 'Inglés', en: 'English' } }],
  reasons: [
    {
      id: 'rsn_break',
      name: { es: 'Descanso', en: 'Break' },
      icon: 'coffee',
      maximumMs: 15 * minute,
      order: 1,
    },
    {
      id: 'rsn_lunch',
      name: { es: 'Comida', en: 'Lunch' },
      icon: 'utensils',
      maximumMs: 60 * minute,
      order: 2,
    },
    {
      id: 'rsn_training',
      name: { es: 'Formación', en: 'Training' },
      icon: 'graduation-cap',
      maximumMs: null,
      order: 3,
    },
    { id: 'rsn_meeting', name: { es: 'Reunión', en: 'Meeting' }, icon: 'users', maximumMs: null, order: 4 },
  ],
  dispositionTrees: [
    {
      id: 'tree_sales',
      name: 'Ventas',
      nodes: [
        {
          id: 'dsp_sale',
          name: { es: 'Venta', en: 'Sale' },
          archived: false,
          children: [
            { id: 'dsp_sold', name: { es: 'Venta cerrada', en: 'Sale closed' }, archived: false },
            { id: 'dsp_quote', name: { es: 'Presupuesto enviado', en: 'Quote sent' }, archived: false },
            { id: 'dsp_callback', name: { es: 'Llamar más tarde', en: 'Call back later' }, archived: false },
          ],
        },
        {
          id: 'dsp_nosale',
          name: { es: 'Sin venta', en: 'No sale' },
          archived: false,
          children: [
            { id: 'dsp_price', name: { es: 'Precio', en: 'Price' }, archived: false },
            { id: 'dsp_stock', name: { es: 'Sin existencias', en: 'Out of stock' }, archived: false },
            {
              id: 'dsp_noanswer',
              name: { es: 'Dejó de contestar', en: 'Stopped answering' },
              archived: false,
            },
          ],
        },
        { id: 'dsp_info', name: { es: 'Información', en: 'Information' }, archived: false },
      ],
    },
    {
      id: 'tree_support',
      name: 'Soporte',
      nodes: [
        { id: 'dsp_solved', name: { es: 'Resuelto', en: 'Solved' }, archived: false },
        { id: 'dsp_escalated', name: { es: 'Escalado', en: 'Escalated' }, archived: false },
      ],
    },
  ],
  caseFields: fieldsOfCase,
  tags: [
    { id: 'tag_urgent', name: 'Urgente', colour: 'red' },
    { id: 'tag_delivery', name: 'Envío', colour: 'teal' },
    { id: 'tag_gift', name: 'Regalo de boda', colour: 'pink' },
    { id: 'tag_loyal', name: 'Cliente fiel', colour: 'green' },
    { id: 'tag_invoice', name: 'Factura', colour: 'yellow' },
  ],
  teams: [],
  channelAccounts: [{ id: 'acc_shop', name: 'Chat de la tienda', channel: 'web-chat' }],
}
