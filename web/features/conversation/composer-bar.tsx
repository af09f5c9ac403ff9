/** Below the field: what can be added to the message, how long it is, and Send. */
import { Paperclip, SendHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import styles from './composer.module.css'
import { maximumMessageLength } from './message-length.ts'

type Props = {
  readonly length: number
  readonly countId: string
  readonly maySend: boolean
  readonly onSend: () => void
  readonly onFiles: (files: FileList) => void
  /** More buttons, after the paper clip. */
  readonly tools: ReactNode
}

export function ComposerBar({ length, countId, maySend, onSend, onFiles, tools }: Props) {
  const { t, format } = useText()
  const isTooLong = length > maximumMessageLength
  return (
    <div className={styles['bar']}>
      <FileTrigger
        allowsMultiple
        onSelect={(list) => {
          if (list) onFiles(list)
        }}
      >
        <IconButton label={t('conversation.attach')} icon={<Paperclip size={18} />} />
      </FileTrigger>
      {tools}
      <span className={styles['hint']}>
        {length > maximumMessageLength * 0.9 ? (
          <span id={countId} role="status" className={isTooLong ? styles['over'] : undefined}>
            {t('conversation.length', {
              count: format.number(length),
              limit: format.number(maximumMessageLength),
            })}
          </span>
        ) : (
          t('conversation.sendHint')
        )}
      </span>
      <Button
        tone="primary"
        icon={<SendHorizontal size={16} aria-hidden="true" />}
        isDisabled={!maySend}
        onPress={onSend}
      >
        {t('conversation.send')}
      </Button>
    </div>
  )
}
