/** The way to the emojis, beside the paper clip. The picker and its names are fetched when it is first opened. */
import { Smile } from 'lucide-react'
import { Suspense, useState } from 'react'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { languageNow } from '#web/text/language.ts'
import { useText } from '#web/text/use-text.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { emojisIn } from './emoji-data.ts'
import styles from './emoji-picker.module.css'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const EmojiPicker = partOfPage('place', async () => {
  // Its names, too: without them it is no picker.
  await emojisIn(languageNow())
  return (await import('./emoji-picker.tsx')).EmojiPicker
})

export function EmojiButton({ interactionId }: { readonly interactionId: InteractionId }) {
  const { t } = useText()
  const { composers } = useDesk()
  const [isOpen, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton label={t('conversation.emoji.open')} icon={<Smile size={18} />} />
      <Popover placement="top start" offset={8} className={styles['popover'] ?? ''}>
        <Dialog aria-label={t('conversation.emoji.open')} className={styles['dialog'] ?? ''}>
          <Suspense fallback={<Skeleton shape="line" count={6} />}>
            <EmojiPicker
              onPick={(unicode) => {
                setOpen(false)
                composers.of(interactionId)?.insert(unicode)
              }}
            />
          </Suspense>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
