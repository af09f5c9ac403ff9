import { Paperclip, Star } from 'lucide-react'
import type { ResponseView } from '#protocol/response.ts'
import { useText } from '#web/text/use-text.ts'
import styles from './response-panel.module.css'

/** The name of a response with what there is to know of it in a list. */
export function ResponseRow({
  response,
  isFavourite,
}: {
  readonly response: ResponseView
  readonly isFavourite: boolean
}) {
  const { t, local } = useText()
  const { files, shortcut, name } = response
  return (
    <span className={styles['row']}>
      <span className={styles['name']}>{local(name)}</span>
      {files.length > 0 ? (
        <Paperclip size={14} role="img" aria-label={t('response.files', { count: files.length })} />
      ) : null}
      {isFavourite ? (
        <Star size={14} role="img" aria-label={t('response.isFavourite')} className={styles['star']} />
      ) : null}
      {shortcut === null ? null : <code className={styles['shortcut']}>/{shortcut}</code>}
    </span>
  )
}
