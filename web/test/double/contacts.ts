/** The double's contacts: one card, or those whose words begin with what is asked. */
import type { ContactId } from '#core/id.ts'
import { refuse } from '#core/step.ts'
import type { ContactFound } from '#protocol/contact.ts'
import { scoreOf } from '#web/features/palette/rank.ts'
import type { Centre } from './centre.ts'

export function answerContacts(centre: Centre, id: string, query: URLSearchParams): object {
  if (id !== '') {
    const contact = centre.contacts.get(id as ContactId)
    return contact ? { contact } : refuse('not-found')
  }
  const asked = query.get('q') ?? ''
  const contacts = [...centre.contacts.values()]
    .filter(({ name, addresses }) =>
      [name, ...addresses.map(({ value }) => value)].some(
        (text) => scoreOf({ id: text, name: text }, asked) !== null,
      ),
    )
    .map((contact): ContactFound => ({
      id: contact.id,
      name: contact.name,
      address: contact.addresses[0] ?? null,
      lastAt: contact.interactions[0]?.startedAt ?? null,
    }))
  return { contacts }
}
