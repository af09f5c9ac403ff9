import type { InteractionId } from '#core/id.ts'
import { isEmpty } from '#web/live/draft-state.ts'
import { draftOf } from '#web/live/drafts.ts'
import { useDrafts } from '#web/live/use-drafts.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './inbox-row.module.css'

/** Something is begun in it and not sent. */
export function DraftMark({ id }: { readonly id: InteractionId }) {
  const { t } = useText()
  const isBegun = useDrafts((model) => !isEmpty(draftOf(model, 'reply', id).content))
  return isBegun ? <span className={styles['draft']}>{t('draft.mark')} </span> : null
}
