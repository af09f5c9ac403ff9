/** Jump to a date: the days of the conversation in a calendar, by mouse or by arrows. */
import { fromDate, getLocalTimeZone, toCalendarDate, today } from '@internationalized/date'
import { Calendar } from 'react-aria-components/Calendar'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { useText } from '#web/text/use-text.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Month } from '#web/ui/month.tsx'
import styles from './date-jump.module.css'

type Props = {
  readonly startedAt: number
  readonly onJump: (at: number) => void
  readonly onClose: () => void
}

export function DateJump({ startedAt, onJump, onClose }: Props) {
  const { t, language } = useText()
  const zone = getLocalTimeZone()
  const first = toCalendarDate(fromDate(new Date(startedAt), zone))
  return (
    <Dialog title={t('conversation.jump')} isOpen onClose={onClose}>
      <I18nProvider locale={language}>
        <Calendar
          aria-label={t('conversation.jump')}
          autoFocus
          minValue={first}
          maxValue={today(zone)}
          onChange={(date) => onJump(date.toDate(zone).getTime())}
          className={styles['calendar'] ?? ''}
        >
          <Month />
        </Calendar>
        <p className={styles['help']}>{t('conversation.jumpHelp')}</p>
      </I18nProvider>
    </Dialog>
  )
}
