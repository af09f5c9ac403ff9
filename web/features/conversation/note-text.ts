import type { SystemNote } from '#protocol/message.ts'
import type { Text } from '#web/text/use-text.ts'

/** A system line in words. */
export function noteText({ code, values }: SystemNote, { t }: Pick<Text, 't'>): string {
  const { agent = '', queue = '', slot = '' } = values ?? {}
  return t(`conversation.note.${code}`, { agent, queue, slot })
}
