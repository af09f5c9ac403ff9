/** Finding contacts: `GET /api/v1/contacts?q=…`. */
import type { ContactId } from '#core/id.ts'
import { z } from 'zod'
import type { AddressView } from './interaction.ts'

/** How many are given at most; whoever needs another one writes more of it. */
export const mostContactsFound = 20

/**
 * Beginnings of words of the name, in any order, without accents or capitals; or the beginning of an address or of a part of it; or digits in the
 * order in which they stand in a telephone number.
 *
 * @example garcia mar · marta@ · 612 345
 */
export const contactQuery = z.object({ q: z.string().trim().min(2).max(100) })

export type ContactFound = {
  readonly id: ContactId
  readonly name: string
  /** One of them, the one by which it was found where it was; null: only a web chat's. */
  readonly address: AddressView | null
  readonly lastAt: number | null
}
