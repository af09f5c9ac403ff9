import { describe, expect, it } from 'vitest'
import type { QueueId, TeamId } from '../id.ts'
import { chooseWording, languageOf } from './choose-wording.ts'
import { findResponses, folderPath, indexResponses, type SearchableFolder } from './find-responses.ts'
import { mayUseResponse, type ResponseReader } from './may-use.ts'

describe('whose a response is', () => {
  const reader = (more: Partial<ResponseReader> = {}): ResponseReader => ({
    role: 'agent',
    queueIds: ['que_sales'],
    teamIds: ['tem_north'],
    ...more,
  })
  const of = (queueIds: readonly QueueId[], teamIds: readonly TeamId[] = []) => ({ queueIds, teamIds })

  it('[V1] one of no queue and no team is for everybody', () => {
    expect(mayUseResponse(of([]), reader({ queueIds: [], teamIds: [] }), null)).toBe(true)
  })

  it('[V1] otherwise it is for the members of its queues and teams, and for nobody else', () => {
    expect(mayUseResponse(of(['que_sales']), reader(), null)).toBe(true)
    expect(mayUseResponse(of([], ['tem_north']), reader(), null)).toBe(true)
    expect(mayUseResponse(of(['que_help'], ['tem_north']), reader(), null)).toBe(true)
    expect(mayUseResponse(of(['que_help']), reader(), null)).toBe(false)
    expect(mayUseResponse(of([], ['tem_south']), reader(), 'que_sales')).toBe(false)
  })

  it('[V1] the queue of the conversation counts, for an agent who is no member of it', () => {
    expect(mayUseResponse(of(['que_help']), reader(), 'que_help')).toBe(true)
    expect(mayUseResponse(of(['que_help']), reader(), 'que_other')).toBe(false)
  })

  it('[V1] supervisors and above see all', () => {
    expect(mayUseResponse(of(['que_help']), reader({ role: 'supervisor' }), null)).toBe(true)
    expect(mayUseResponse(of([], ['tem_south']), reader({ role: 'owner' }), null)).toBe(true)
  })
})

describe('choosing a wording', () => {
  const es = { language: 'es', channels: null, text: 'es' } as const
  const en = { language: 'en', channels: null, text: 'en' } as const
  const esChat = { language: 'es', channels: ['web-chat'], text: 'es chat' } as const
  const esMail = { language: 'es', channels: ['email'], text: 'es mail' } as const

  it('[V2] the customer’s language goes first, then the agent’s, then the centre’s, then any', () => {
    expect(chooseWording([es, en], 'web-chat', ['en', 'es', 'es'])).toBe(en)
    expect(chooseWording([es, en], 'web-chat', ['en-GB', 'es', 'es'])).toBe(en)
    expect(chooseWording([es, en], 'web-chat', ['fr', 'en', 'es'])).toBe(en)
    expect(chooseWording([es, en], 'web-chat', [null, 'es', 'en'])).toBe(es)
    expect(chooseWording([es], 'web-chat', ['en', 'en', 'es'])).toBe(es)
    expect(chooseWording([es], 'web-chat', ['en', 'en', 'en'])).toBe(es)
    expect(chooseWording([en, es], 'web-chat', ['eng', 'es', 'es'])).toBe(es)
  })

  it('[V2] then one for this channel goes before one for all, wherever it stands', () => {
    expect(chooseWording([es, esChat, en], 'web-chat', ['es', 'es', 'es'])).toBe(esChat)
    expect(chooseWording([es, esChat, en], 'email', ['es', 'es', 'es'])).toBe(es)
    expect(chooseWording([esChat, en], 'web-chat', ['en', 'es', 'es'])).toBe(en)
  })

  it('[V2] one for other channels only is never chosen', () => {
    expect(chooseWording([esMail, en], 'web-chat', ['es', 'es', 'es'])).toBe(en)
    expect(chooseWording([esMail], 'web-chat', ['es', 'es', 'es'])).toBeNull()
    expect(chooseWording([], 'web-chat', ['es', 'es', 'es'])).toBeNull()
  })

  it('[V2] what has no wording yet is written in the customer’s language, or else the agent’s', () => {
    expect(languageOf(['en-US', 'es', 'es'])).toBe('en')
    expect(languageOf(['de', 'en', 'es'])).toBe('en')
    expect(languageOf([null, 'es', 'en'])).toBe('es')
  })
})

describe('searching', () => {
  const folders: readonly SearchableFolder[] = [
    { id: 'rfo_a', name: { es: 'Envíos', en: 'Shipping' }, parentId: null },
    { id: 'rfo_b', name: { es: 'Retrasos', en: 'Delays' }, parentId: 'rfo_a' },
  ]
  const response = (id: string, es: string, more: object = {}) => ({
    id,
    name: { es, en: `${es} (en)` },
    shortcut: null,
    folderId: null,
    variants: [{ text: 'Un texto cualquiera.' }],
    ...more,
  })
  const all = [
    response('text', 'Despedida', { variants: [{ text: 'Hola de nuevo, ¿algún camión más?' }] }),
    response('name', 'Decir hola'),
    response('longer', 'Saludo largo', { shortcut: 'hola-largo' }),
    response('exact', 'Saludo', { shortcut: 'hola' }),
    response('late', 'Pedir disculpas', { folderId: 'rfo_b' }),
  ]
  const index = indexResponses(all, folders)
  const found = (query: string, favourites: readonly string[] = []): string[] =>
    findResponses(index, query, new Set(favourites)).map(({ id }) => id)

  it('[V3] a shortcut typed in full comes first, then what begins with it, then names, then the rest', () => {
    expect(found('hola')).toEqual(['exact', 'longer', 'name', 'text'])
    expect(found('/hola')).toEqual(['exact', 'longer', 'name', 'text'])
    expect(found('hola-')).toEqual(['longer'])
  })

  it('[V3] favourites come first among equals, and only among equals', () => {
    expect(found('saludo')).toEqual(['longer', 'exact'])
    expect(found('saludo', ['exact'])).toEqual(['exact', 'longer'])
    expect(found('hola', ['text'])).toEqual(['exact', 'longer', 'name', 'text'])
    expect(found('', ['late'])).toEqual(['late', 'text', 'name', 'longer', 'exact'])
  })

  it('[V3] accents and capitals make no difference, on either side', () => {
    expect(found('CAMION')).toEqual(['text'])
    expect(found('cámión')).toEqual(['text'])
    expect(found('envios')).toEqual(['late'])
  })

  it('[V3] every word must be found, in the name, the shortcut, the folder’s path or the text, in either language', () => {
    expect(found('envíos retrasos disculpas')).toEqual(['late'])
    expect(found('shipping disculpas cualquiera')).toEqual(['late'])
    expect(found('disculpas camión')).toEqual([])
    expect(found('zapato')).toEqual([])
  })

  it('[V3] a path ends where a folder is missing or comes round again', () => {
    const byId = new Map([
      ['rfo_1', { id: 'rfo_1', name: { es: '1', en: '1' }, parentId: 'rfo_2' }],
      ['rfo_2', { id: 'rfo_2', name: { es: '2', en: '2' }, parentId: 'rfo_1' }],
      ['rfo_3', { id: 'rfo_3', name: { es: '3', en: '3' }, parentId: 'rfo_gone' }],
    ])
    expect(folderPath(byId, 'rfo_1').map(({ id }) => id)).toEqual(['rfo_2', 'rfo_1'])
    expect(folderPath(byId, 'rfo_3').map(({ id }) => id)).toEqual(['rfo_3'])
    expect(folderPath(byId, null)).toEqual([])
  })

  it('[V3] finds the one among five thousand', () => {
    const many = Array.from({ length: 5_000 }, (_, n) =>
      response(`r${n}`, `Respuesta ${n}`, { variants: [{ text: `Texto número ${n}. `.repeat(20) }] }),
    )
    const large = indexResponses(many, folders)
    expect(findResponses(large, 'respuesta 4321', new Set<string>()).map(({ id }) => id)).toEqual(['r4321'])
    expect(findResponses(large, 'numero', new Set<string>())).toHaveLength(5_000)
  })
})
