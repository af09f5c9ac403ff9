/** Over the field: something came while the agent was writing. It is calm until it has held the message back; then it says what a second Enter does. */
import { MessageCircleWarning } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import styles from './crossing-line.module.css'
import type { Arrived } from './use-crossing.ts'

type Props = {
  readonly name: string
  readonly arrived: readonly Arrived[]
  readonly isHeld: boolean
  readonly onJump: (position: number) => void
}

export function CrossingLine({ name, arrived, isHeld, onJump }: Props) {
  const { t } = useText()
  const first = arrived[0]
  const last = arrived.at(-1)
  return (
    <div role="status" className={first ? classNames(styles['line'], isHeld && styles['held']) : undefined}>
      {first && last ? (
        <>
          <MessageCircleWarning size={16} aria-hidden="true" className={styles['sign']} />
          <p className={styles['text']}>
            {isHeld ? <strong>{t('conversation.crossed.held')} </strong> : null}
            {t('conversation.crossed.said', { name, count: arrived.length })}{' '}
            <q className={styles['excerpt']}>{last.excerpt}</q>
          </p>
          <Button className={styles['jump'] ?? ''} onPress={() => onJump(first.position)}>
            {t('conversation.crossed.show')}
          </Button>
        </>
      ) : null}
    </div>
  )
}
