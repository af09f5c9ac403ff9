import { CircleAlert, FileText, X } from 'lucide-react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { problemText } from '#web/net/problem.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { Attachment } from './attachments.ts'
import styles from './attachment-tray.module.css'

export function AttachmentTray({
  attachments,
  onRemove,
}: {
  readonly attachments: readonly Attachment[]
  readonly onRemove: (key: number) => void
}) {
  const { t } = useText()
  if (attachments.length === 0) return null
  return (
    <ul className={styles['tray']} aria-label={t('conversation.attachments')}>
      {attachments.map((attachment) => (
        <Chip key={attachment.key} attachment={attachment} onRemove={() => onRemove(attachment.key)} />
      ))}
    </ul>
  )
}

function Chip({ attachment, onRemove }: { readonly attachment: Attachment; readonly onRemove: () => void }) {
  const { t, format, language } = useText()
  const { name, sizeBytes, progress, file, problem } = attachment
  return (
    <li className={classNames(styles['chip'], problem && styles['failed'])}>
      {problem ? <CircleAlert size={16} aria-hidden="true" /> : <FileText size={16} aria-hidden="true" />}
      <span className={styles['name']}>{name}</span>
      <span className={styles['detail']}>
        {problem ? (
          <span role="alert">{problemText(problem, language)}</span>
        ) : file ? (
          format.bytes(sizeBytes)
        ) : (
          <ProgressBar
            aria-label={t('conversation.uploading', { name })}
            value={progress * 100}
            className={styles['bar'] ?? ''}
          >
            <span className={styles['done']} style={{ transform: `scaleX(${progress})` }} />
          </ProgressBar>
        )}
      </span>
      <IconButton
        label={t('conversation.removeFile', { name })}
        icon={<X size={14} />}
        onPress={onRemove}
        className={styles['remove']}
      />
    </li>
  )
}
