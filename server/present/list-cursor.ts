/** Where the next page of a list begins: a row's place in line and its id, as a text that clients only hand back. */
import type { InteractionId } from '#core/id.ts'
import type { ListPlace } from '../store/interaction-list.ts'

export function toListCursor({ placeAt, id }: ListPlace): string {
  return Buffer.from(`${placeAt} ${id}`).toString('base64url')
}

/** Null: nothing that was ever handed out. */
export function fromListCursor(cursor: string): ListPlace | null {
  const match = /^(\d{1,15}) (int_[A-Za-z0-9-]{1,60})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  )
  return match?.[1] && match[2] ? { placeAt: Number(match[1]), id: match[2] as InteractionId } : null
}
