import { useEffect, useRef, useState } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import type { MessageView } from '#protocol/message.ts'
import { lastPosition } from '#web/live/conversation.ts'
import { useText } from '#web/text/use-text.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { noteText } from './note-text.ts'

/** Says aloud what arrives in the open conversation, once, and nothing of what was there before. */
export function Announcer({
  interaction,
  messages,
}: {
  readonly interaction: InteractionView
  readonly messages: readonly MessageView[]
}) {
  const text = useText()
  const heardUpTo = useRef(interaction.summary.messageCount)
  const [line, setLine] = useState('')
  const last = messages.at(-1)
  useEffect(() => {
    if (!last || last.position <= heardUpTo.current) return
    heardUpTo.current = lastPosition(messages)
    if (last.note) setLine(noteText(last.note, text))
    else if (last.direction === 'in') {
      const said = last.text === '' ? last.files.map(({ name }) => name).join(', ') : last.text
      setLine(text.t('conversation.says', { name: interaction.contact.name, text: said }))
    }
  }, [last, messages, interaction.contact.name, text])
  return (
    <HiddenText as="p" aria-live="polite">
      {line}
    </HiddenText>
  )
}
