/** How far an own message has come (C4): a sign and a word, and why it failed. */
import { Check, CheckCheck, CircleAlert, Clock, CloudOff } from 'lucide-react'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import styles from './delivery.module.css'
import type { SaidMark } from './timeline-items.ts'

const signs = {
  waiting: CloudOff,
  queued: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  refused: CircleAlert,
} as const

export function Delivery({ mark }: { readonly mark: SaidMark }) {
  const { t } = useText()
  const Sign = signs[mark]
  return (
    <span className={classNames(styles['delivery'], styles[mark])}>
      <Sign size={14} aria-hidden="true" />
      {t(`conversation.mark.${mark}`)}
    </span>
  )
}
