/** Finding contacts by a few letters, for whoever may see them (R2). */
import type { Actor } from '#core/permission/may.ts'
import { isAtLeast } from '#core/permission/role.ts'
import { mostContactsFound, type ContactFound } from '#protocol/contact.ts'
import type { Context } from '../context.ts'
import { searchContacts, type ContactWords } from '../store/contact-search-row.ts'

export async function findContacts(
  { database }: Pick<Context, 'database'>,
  actor: Actor,
  asked: string,
): Promise<{ contacts: ContactFound[] }> {
  const visibleTo = isAtLeast(actor.role, 'supervisor') ? null : actor
  const rows = await searchContacts(database, wordsOf(asked), mostContactsFound, visibleTo)
  return {
    contacts: rows.map(({ id, name, address, last_at }) => ({ id, name, address, lastAt: last_at })),
  }
}

/** What was written, as the schema's words: each the beginning of one, all of them must be there. */
export function wordsOf(asked: string): ContactWords {
  const plain = asked
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .trim()
  const digits = plain.replaceAll(/\D/g, '')
  // Digits with what people write between them are a telephone number; anything else may be a part of an address.
  const isNumber = digits.length >= 3 && /^[\d\s+().\-/]+$/.test(plain)
  return {
    name: plain
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .map(beginsWith)
      .join(' & '),
    address: isNumber ? beginsWith(digits) : /\s/.test(plain) || plain === '' ? '' : beginsWith(plain),
    beginning: `${plain.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
  }
}

const beginsWith = (word: string): string =>
  `'${word.replaceAll('\\', String.raw`\\`).replaceAll("'", "''")}':*`
