import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelKinds } from '../channel-kind.ts'
import { fillTokens, unresolvedTokens, type TokenValues } from './fill-tokens.ts'
import { instantOfIso } from './instant-of-iso.ts'
import { parseTokens } from './parse-tokens.ts'
import { isKnownToken, tokenNames } from './token-name.ts'
import { tokenValues, type TokenFacts } from './token-values.ts'

const names = (text: string): string[] => parseTokens(text).map(({ name }) => name)
const values =
  (known: Readonly<Record<string, string | null>>): TokenValues =>
  (key) =>
    known[key]

/** Saturday, 21 November 2026, 10:30 in Madrid. */
const at = Date.UTC(2026, 10, 21, 9, 30)
const facts = (more: Partial<TokenFacts> = {}): TokenFacts => ({
  at,
  timeZone: 'Europe/Madrid',
  language: 'es',
  contact: {
    name: 'Lucía Gómez Ruiz',
    email: 'lucia@example.org',
    phone: null,
    language: 'pt-BR',
    attributes: { Plan: 'Oro', puntos: 1250.5, socio: true, nada: null },
  },
  agent: { name: 'Ana Pérez', email: 'ana@example.org' },
  interaction: { id: 'int_1', queueName: 'Ventas', channel: 'web-chat', startedAt: at - 3_600_000 },
  caseFields: [
    { key: 'order_number', type: 'text', choices: [] },
    { key: 'total', type: 'number', choices: [] },
    { key: 'bought', type: 'date-time', choices: [] },
    { key: 'gift', type: 'boolean', choices: [] },
    {
      key: 'reason',
      type: 'choice',
      choices: [{ value: 'return', label: { es: 'Devolución', en: 'Return' } }],
    },
    { key: 'page', type: 'link', choices: [] },
    { key: 'empty', type: 'text', choices: [] },
  ],
  caseData: {
    order_number: 'LB-1042',
    total: 12_345.67,
    bought: '2026-11-02T18:05:00+01:00',
    gift: false,
    reason: 'return',
    page: 'https://example.org/a?b=1',
    empty: '',
    old_field: 'x',
  },
  ...more,
})
const filled = (text: string, more: Partial<TokenFacts> = {}): string =>
  fillTokens(text, tokenValues(facts(more))).text

describe('what a token is', () => {
  it('[T1] is a name of words joined by dots between the signs', () => {
    expect(names('Hola <$ Contact.FullName $>, soy <$ Agent.FirstName $>.')).toEqual([
      'Contact.FullName',
      'Agent.FirstName',
    ])
    expect(names('<$ Case.order_number $><$ A.b.c_2 $>')).toEqual(['Case.order_number', 'A.b.c_2'])
    expect(names('<$ Nombre $>')).toEqual(['Nombre'])
  })

  it('[T1] spaces inside the signs and capitals make no difference', () => {
    const same = ['<$Contact.FullName$>', '<$   contact.FULLNAME\t$>', '<$ Contact . FullName\u00a0$>']
    expect(same.map((text) => parseTokens(text).map(({ key }) => key))).toEqual(
      same.map(() => ['contact.fullname']),
    )
  })

  it('[T1] everything else is text', () => {
    const texts = [
      '<$',
      '<$ Contact.FullName',
      'Contact.FullName $>',
      '<$ $>',
      '<$ . $>',
      '<$ A. $>',
      '<$ A..b $>',
    ]
    expect(texts.flatMap(names)).toEqual([])
    expect(['< $ A.b $>', '<$ a b $>', '<$ A-b $>', '5 <$ 6'].flatMap(names)).toEqual([])
    expect(texts.map((text) => filled(text))).toEqual(texts)
    expect(names('<$ <$ Agent.Email $>')).toEqual(['Agent.Email'])
  })

  it('[T1] a token knows its place', () => {
    const text = 'A <$ Agent.Email $> B'
    expect(parseTokens(text).map(({ from, to }) => text.slice(from, to))).toEqual(['<$ Agent.Email $>'])
  })

  it('[T1] a long text without an end is read in time', () => {
    expect(names(`<$ ${'a'.repeat(100_000)}${' '.repeat(100_000)}`)).toEqual([])
    expect(names('<$ a .'.repeat(50_000))).toEqual([])
  })
})

describe('filling in', () => {
  it('[T2] puts each value in the place of its token', () => {
    expect(filled('Hola <$ Contact.FirstName $>: <$ Case.order_number $>.')).toBe('Hola Lucía: LB-1042.')
  })

  it('[T2] a value is never read for tokens itself', () => {
    const sly = values({ a: '<$ b $>', b: 'secret' })
    expect(fillTokens('<$ a $>', sly).text).toBe('< $ b $>')
    expect(fillTokens('<$ <$ a $> $>', values({ a: 'b', b: 'secret' })).text).toBe('< $ b $>')
    expect(fillTokens('<$ a $>$ b $>', values({ a: '<', b: 'secret' })).text).toBe('< $ b $>')
    expect(fillTokens('<<$ a $>', values({ a: '$ b $>', b: 'secret' })).text).toBe('< $ b $>')
  })

  it('[T2] whatever the values, filling in twice says no more than once', () => {
    const piece = fc.constantFrom(
      '<',
      '$',
      '>',
      '<$',
      '$>',
      ' ',
      'a',
      'b',
      '.',
      '<$ a $>',
      '<$b$>',
      '<$ zz $>',
      'x',
    )
    const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(text, text, text, (written, a, b) => {
        const known = values({ a, b })
        const once = fillTokens(written, known)
        expect(once.parts.map((part) => part.text).join('')).toBe(once.text)
        for (const { key } of parseTokens(once.text)) expect((known(key) ?? '').trim(), key).toBe('')
        expect(parseTokens(once.text).length).toBe(
          once.parts.filter(({ kind }) => kind === 'unresolved').length,
        )
        expect(fillTokens(once.text, known).text).toBe(once.text)
      }),
      { seed: 7, numRuns: 3_000 },
    )
  })

  it('[T2] a text without tokens stays as it is, also one with half a sign', () => {
    expect(filled('Cuesta < $5 y <$ más')).toBe('Cuesta < $5 y <$ más')
  })
})

describe('unresolved tokens', () => {
  it('[T3] are those whose name is unknown and those without a value here', () => {
    const text = '<$ Contact.Phone $> <$ Contact.Shoe $> <$ Case.empty $> <$ Contact.Email $>'
    expect(unresolvedTokens(text, tokenValues(facts()))).toEqual([
      { raw: '<$ Contact.Phone $>', name: 'Contact.Phone', key: 'contact.phone', why: 'no-value' },
      { raw: '<$ Contact.Shoe $>', name: 'Contact.Shoe', key: 'contact.shoe', why: 'unknown' },
      { raw: '<$ Case.empty $>', name: 'Case.empty', key: 'case.empty', why: 'no-value' },
    ])
  })

  it('[T3] are told once each, and stay in the text as they were written', () => {
    const { text, unresolved } = fillTokens('<$ X $> a <$x$> <$ Agent.FirstName $>', tokenValues(facts()))
    expect(text).toBe('<$ X $> a <$x$> Ana')
    expect(unresolved.map(({ raw }) => raw)).toEqual(['<$ X $>'])
  })

  it('[T3] a text without tokens has none', () => {
    expect(unresolvedTokens('Hola', tokenValues(facts()))).toEqual([])
  })
})

describe('the tokens there are', () => {
  it('[T4] each of the table has a value where its fact is there', () => {
    const of = tokenValues(facts({ contact: { ...facts().contact, phone: '+34 600 000 000' } }))
    for (const { name } of tokenNames) {
      expect(of(name.toLowerCase()), name).toEqual(expect.stringMatching(/\S/))
      expect(isKnownToken({ key: name.toLowerCase() }, new Set()), name).toBe(true)
    }
  })

  it('[T4] contact, agent and interaction', () => {
    expect(filled('<$ Contact.FullName $>|<$ Contact.Email $>|<$ Contact.Language $>')).toBe(
      'Lucía Gómez Ruiz|lucia@example.org|portugués',
    )
    expect(filled('<$ Agent.FullName $>|<$ Agent.Email $>')).toBe('Ana Pérez|ana@example.org')
    expect(filled('<$ Interaction.Id $>|<$ Interaction.Queue $>|<$ Interaction.Channel $>')).toBe(
      'int_1|Ventas|chat web',
    )
  })

  it('[T4] each attribute of the contact, by its name and whatever its capitals', () => {
    expect(filled('<$ Contact.Attribute.plan $>|<$ Contact.Attribute.Puntos $>')).toBe('Oro|1250,5')
    expect(unresolvedTokens('<$ Contact.Attribute.nada $>', tokenValues(facts()))[0]?.why).toBe('no-value')
    expect(isKnownToken({ key: 'contact.attribute.plan' }, new Set())).toBe(true)
  })

  it('[T4] each current field of the case by its key', () => {
    expect(filled('<$ case.ORDER_NUMBER $> <$ Case.page $>')).toBe('LB-1042 https://example.org/a?b=1')
    expect(unresolvedTokens('<$ Case.old_field $>', tokenValues(facts()))[0]?.why).toBe('unknown')
    expect(isKnownToken({ key: 'case.total' }, new Set(['total']))).toBe(true)
    expect(isKnownToken({ key: 'case.totla' }, new Set(['total']))).toBe(false)
    expect(isKnownToken({ key: 'contact.fulname' }, new Set())).toBe(false)
  })

  it('[T4] every channel has a name in both languages', () => {
    for (const channel of channelKinds) {
      for (const language of ['es', 'en'] as const) {
        const interaction = { ...facts().interaction, channel }
        expect(filled('<$ Interaction.Channel $>', { interaction, language })).not.toContain('<$')
      }
    }
  })
})

describe('in the language of the text and the centre’s time zone', () => {
  const dates = '<$ Date.Today $>|<$ Date.Time $>|<$ Date.Tomorrow $>|<$ Date.Weekday $>|<$ Date.Now $>'

  it('[T5] dates and times', () => {
    expect(filled(dates)).toBe(
      '21 de noviembre de 2026|10:30|22 de noviembre de 2026|sábado|21 de noviembre de 2026, 10:30',
    )
    expect(filled(dates, { language: 'en', timeZone: 'America/Mexico_City' })).toBe(
      'November 21, 2026|3:30 AM|November 22, 2026|Saturday|November 21, 2026, 3:30 AM',
    )
    expect(filled('<$ Interaction.StartedAt $>')).toBe('21 de noviembre de 2026, 9:30')
  })

  it('[T5] tomorrow is the next day on the wall, also on the day the clock is put back', () => {
    const midnight = Date.UTC(2026, 9, 24, 22, 5)
    expect(filled('<$ Date.Today $>|<$ Date.Tomorrow $>', { at: midnight })).toBe(
      '25 de octubre de 2026|26 de octubre de 2026',
    )
    expect(filled('<$ Date.Tomorrow $>', { at: Date.UTC(2026, 11, 31, 12), language: 'en' })).toBe(
      'January 1, 2027',
    )
  })

  it('[T5] the greeting follows the clock of the centre', () => {
    const greeting = (hour: number, language: 'es' | 'en') =>
      filled('<$ Date.Greeting $>', { at: Date.UTC(2026, 10, 21, hour), timeZone: 'UTC', language })
    expect([3, 9, 15, 19, 21].map((hour) => greeting(hour, 'es'))).toEqual([
      'Buenas noches',
      'Buenos días',
      'Buenas tardes',
      'Buenas tardes',
      'Buenas noches',
    ])
    expect([3, 9, 15, 19].map((hour) => greeting(hour, 'en'))).toEqual([
      'Good evening',
      'Good morning',
      'Good afternoon',
      'Good evening',
    ])
  })

  it('[T5] numbers, yes and no, and dates of the case', () => {
    const text = '<$ Case.total $>|<$ Case.gift $>|<$ Contact.Attribute.socio $>|<$ Case.bought $>'
    expect(filled(text)).toBe('12.345,67|no|sí|2 de noviembre de 2026, 18:05')
    expect(filled(text, { language: 'en' })).toBe('12,345.67|no|yes|November 2, 2026, 6:05 PM')
    const day = { caseData: { bought: '2026-11-02' } }
    expect(filled('<$ Case.bought $>', { ...day, timeZone: 'America/Lima' })).toBe('2 de noviembre de 2026')
    expect(filled('<$ Case.bought $>', { caseData: { bought: 'ayer' } })).toBe('ayer')
  })

  it('[T5] a time zone that does not exist is UTC', () => {
    expect(filled('<$ Date.Time $> <$ Date.Greeting $>', { timeZone: 'Mars/Olympus' })).toBe(
      '9:30 Buenos días',
    )
  })

  it('[T5] instants are read with their offset', () => {
    expect(instantOfIso('2026-11-21T10:30:00+01:00')).toBe(at)
    expect(instantOfIso('2026-11-21T09:30Z')).toBe(at)
    expect(instantOfIso('2026-11-20T23:00:00.250-10:30')).toBe(at)
    expect(instantOfIso('2026-11-21T10:30:00')).toBeNull()
    expect(instantOfIso('mañana')).toBeNull()
  })

  it('[T6] a choice is its label', () => {
    expect(filled('<$ Case.reason $>')).toBe('Devolución')
    expect(filled('<$ Case.reason $>', { language: 'en' })).toBe('Return')
    expect(filled('<$ Case.reason $>', { caseData: { reason: 'since-removed' } })).toBe('since-removed')
  })

  it('[T7] the first name is the first word, the last name the rest', () => {
    expect(filled('<$ Contact.FirstName $>|<$ Contact.LastName $>')).toBe('Lucía|Gómez Ruiz')
    const contact = { ...facts().contact, name: '  Ana ' }
    expect(
      unresolvedTokens('<$ Contact.LastName $> <$ Contact.FirstName $>', tokenValues(facts({ contact }))),
    ).toEqual([expect.objectContaining({ name: 'Contact.LastName', why: 'no-value' })])
  })
})
