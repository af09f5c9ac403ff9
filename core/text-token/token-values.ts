/** What the tokens stand for in one conversation (T4–T7), worked out when asked. The facts come from wherever they are: a page, a database. */
import type { ChannelKind } from '../channel-kind.ts'
import { channelName } from './channel-name.ts'
import type { TokenValues } from './fill-tokens.ts'
import { instantOfIso } from './instant-of-iso.ts'
import type { TextInBoth, TextLanguage } from './language.ts'
import {
  dateText,
  dayOfDate,
  greetingText,
  languageText,
  numberText,
  tomorrowText,
  yesNoText,
} from './local-text.ts'
import { tokenKey } from './parse-tokens.ts'
import { attributeTokenPrefix, caseTokenPrefix, type TokenName } from './token-name.ts'

export type FactValue = string | number | boolean | null

export type CaseFieldFact = {
  readonly key: string
  readonly type: 'text' | 'number' | 'date-time' | 'choice' | 'boolean' | 'link' | 'heading'
  readonly choices: readonly { readonly value: string; readonly label: TextInBoth }[]
}

export type TokenFacts = {
  readonly at: number
  /** IANA name. */
  readonly timeZone: string
  /** Of the text that is filled in. */
  readonly language: TextLanguage
  readonly contact: {
    readonly name: string
    readonly email: string | null
    readonly phone: string | null
    /** BCP 47. */
    readonly language: string | null
    readonly attributes: Readonly<Record<string, FactValue>>
  }
  readonly agent: { readonly name: string; readonly email: string }
  readonly interaction: {
    readonly id: string
    readonly queueName: string
    readonly channel: ChannelKind
    readonly startedAt: number
  }
  /** Current ones. */
  readonly caseFields: readonly CaseFieldFact[]
  readonly caseData: Readonly<Record<string, FactValue>>
}

type Of = (facts: TokenFacts) => string | null

const firstWord = (name: string): string => name.trim().split(/\s+/u)[0] ?? ''
const otherWords = (name: string): string => name.trim().split(/\s+/u).slice(1).join(' ')

const fixed: Readonly<Record<TokenName, Of>> = {
  'Contact.FullName': ({ contact }) => contact.name,
  'Contact.FirstName': ({ contact }) => firstWord(contact.name),
  'Contact.LastName': ({ contact }) => otherWords(contact.name),
  'Contact.Email': ({ contact }) => contact.email,
  'Contact.Phone': ({ contact }) => contact.phone,
  'Contact.Language': ({ contact, language }) =>
    contact.language === null ? null : languageText(contact.language, language),
  'Agent.FullName': ({ agent }) => agent.name,
  'Agent.FirstName': ({ agent }) => firstWord(agent.name),
  'Agent.Email': ({ agent }) => agent.email,
  'Interaction.Id': ({ interaction }) => interaction.id,
  'Interaction.Queue': ({ interaction }) => interaction.queueName,
  'Interaction.Channel': ({ interaction, language }) => channelName(interaction.channel, language),
  'Interaction.StartedAt': ({ interaction, language, timeZone }) =>
    dateText(interaction.startedAt, 'moment', language, timeZone),
  'Date.Today': ({ at, language, timeZone }) => dateText(at, 'date', language, timeZone),
  'Date.Now': ({ at, language, timeZone }) => dateText(at, 'moment', language, timeZone),
  'Date.Time': ({ at, language, timeZone }) => dateText(at, 'time', language, timeZone),
  'Date.Tomorrow': ({ at, language, timeZone }) => tomorrowText(at, language, timeZone),
  'Date.Weekday': ({ at, language, timeZone }) => dateText(at, 'weekday', language, timeZone),
  'Date.Greeting': ({ at, language, timeZone }) => greetingText(at, language, timeZone),
}
const byKey: ReadonlyMap<string, Of> = new Map(
  Object.entries(fixed).map(([name, of]) => [tokenKey(name), of]),
)

export function tokenValues(facts: TokenFacts): TokenValues {
  return (key) => {
    const of = byKey.get(key)
    if (of) return of(facts)
    if (key.startsWith(caseTokenPrefix)) return caseText(facts, key.slice(caseTokenPrefix.length))
    if (key.startsWith(attributeTokenPrefix))
      return attributeText(facts, key.slice(attributeTokenPrefix.length))
    return undefined
  }
}

function caseText(facts: TokenFacts, key: string): string | null | undefined {
  const field = facts.caseFields.find((one) => one.key === key)
  if (!field) return undefined
  const value = facts.caseData[key] ?? null
  if (typeof value !== 'string') return plainText(value, facts.language)
  if (field.type === 'choice')
    return field.choices.find((choice) => choice.value === value)?.label[facts.language] ?? value
  return field.type === 'date-time' ? momentText(value, facts) : value
}

/** What is no date is shown as it is. */
function momentText(value: string, { language, timeZone }: TokenFacts): string {
  const at = instantOfIso(value)
  if (at !== null) return dateText(at, 'moment', language, timeZone)
  const day = dayOfDate(value)
  return day === null ? value : dateText(day, 'date', language, 'UTC')
}

function attributeText({ contact, language }: TokenFacts, key: string): string | null {
  const own = Object.keys(contact.attributes).find((name) => tokenKey(name) === key)
  const value = own === undefined ? null : (contact.attributes[own] ?? null)
  return typeof value === 'string' ? value : plainText(value, language)
}

function plainText(value: number | boolean | null, language: TextLanguage): string | null {
  if (value === null) return null
  return typeof value === 'number' ? numberText(value, language) : yesNoText(value, language)
}
