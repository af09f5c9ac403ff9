/** The tokens there are (T4). Which fields a case has is up to each centre, and so is what is known of a contact. */
import { tokenKey, type Token } from './parse-tokens.ts'

/** Every token that is there in each centre. `about`: the key of its description, in the words of whoever shows the table. */
export const tokenNames = [
  { name: 'Contact.FullName', about: 'contactFullName' },
  { name: 'Contact.FirstName', about: 'contactFirstName' },
  { name: 'Contact.LastName', about: 'contactLastName' },
  { name: 'Contact.Email', about: 'contactEmail' },
  { name: 'Contact.Phone', about: 'contactPhone' },
  { name: 'Contact.Language', about: 'contactLanguage' },
  { name: 'Agent.FullName', about: 'agentFullName' },
  { name: 'Agent.FirstName', about: 'agentFirstName' },
  { name: 'Agent.Email', about: 'agentEmail' },
  { name: 'Interaction.Id', about: 'interactionId' },
  { name: 'Interaction.Queue', about: 'interactionQueue' },
  { name: 'Interaction.Channel', about: 'interactionChannel' },
  { name: 'Interaction.StartedAt', about: 'interactionStartedAt' },
  { name: 'Date.Today', about: 'dateToday' },
  { name: 'Date.Now', about: 'dateNow' },
  { name: 'Date.Time', about: 'dateTime' },
  { name: 'Date.Tomorrow', about: 'dateTomorrow' },
  { name: 'Date.Weekday', about: 'dateWeekday' },
  { name: 'Date.Greeting', about: 'dateGreeting' },
] as const

export type TokenName = (typeof tokenNames)[number]['name']

export const caseTokenPrefix = 'case.'
export const attributeTokenPrefix = 'contact.attribute.'

const fixed: ReadonlySet<string> = new Set(tokenNames.map(({ name }) => tokenKey(name)))

/** The field of the case that a token names; null: it names something else. */
export function caseKeyOf({ key }: Pick<Token, 'key'>): string | null {
  return key.startsWith(caseTokenPrefix) ? key.slice(caseTokenPrefix.length) : null
}

/**
 * Whether a text may name it at all, so that a slip of the pen is found when a response is written and not when it is needed. What is known of
 * contacts differs from one to the next: every attribute may be named.
 */
export function isKnownToken(token: Pick<Token, 'key'>, caseKeys: ReadonlySet<string>): boolean {
  const caseKey = caseKeyOf(token)
  if (caseKey !== null) return caseKeys.has(caseKey)
  return fixed.has(token.key) || token.key.startsWith(attributeTokenPrefix)
}
