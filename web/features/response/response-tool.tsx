import { MessageSquareQuote } from 'lucide-react'
import { theActs } from '#web/live/act-list.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'

/** What the list at the caret is opened by, for those who do not type the stroke. */
export const insertResponseAct = 'response.insert'

export function ResponseTool() {
  const { t } = useText()
  return (
    <IconButton
      label={t('response.insertOne')}
      shortcut="/"
      icon={<MessageSquareQuote size={18} />}
      onPress={() =>
        theActs()
          .find(({ id }) => id === insertResponseAct)
          ?.run()
      }
    />
  )
}
