/** A date with its time, place by place or from a calendar, in the centre's time zone. */
import { parseAbsolute, type ZonedDateTime } from '@internationalized/date'
import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Calendar } from 'react-aria-components/Calendar'
import { DateInput as Places, DateSegment } from 'react-aria-components/DateField'
import { DatePicker } from 'react-aria-components/DatePicker'
import { Dialog } from 'react-aria-components/Dialog'
import { Group } from 'react-aria-components/Group'
import { Popover } from 'react-aria-components/Popover'
import { useDesk } from '#web/live/desk-context.ts'
import { instantOfIso } from '#core/text-token/instant-of-iso.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Month } from '#web/ui/month.tsx'
import styles from './date-input.module.css'

type Props = {
  readonly label: string
  /** ISO 8601 with its offset; empty: none. */
  readonly value: string
  readonly isInvalid: boolean
  readonly describedBy?: string
  readonly onChange: (value: string) => void
}

export function DateInput({ label, value, isInvalid, describedBy, onChange }: Props) {
  const { t } = useText()
  const { now } = useDesk()
  const { timeZone } = useWorkspace().centre
  const [first] = useState(() =>
    parseAbsolute(new Date(now()).toISOString(), timeZone).set({ second: 0, millisecond: 0 }),
  )
  const at = instantOfIso(value)
  const held = at === null ? null : parseAbsolute(new Date(at).toISOString(), timeZone)
  return (
    <DatePicker
      aria-label={label}
      aria-describedby={describedBy}
      value={held}
      placeholderValue={first}
      granularity="minute"
      hideTimeZone
      shouldForceLeadingZeros
      autoFocus
      isInvalid={isInvalid}
      onChange={(date) => onChange(date ? isoOf(date) : '')}
      className={styles['picker'] ?? ''}
    >
      <Group className={styles['group'] ?? ''}>
        <Places className={styles['places'] ?? ''}>
          {(segment) => <DateSegment segment={segment} className={styles['place'] ?? ''} />}
        </Places>
        <Button className={styles['open'] ?? ''} aria-label={t('case.calendar')}>
          <CalendarDays size={16} aria-hidden="true" />
        </Button>
      </Group>
      <Popover className={styles['popover'] ?? ''} offset={6}>
        <Dialog className={styles['dialog'] ?? ''} aria-label={label}>
          <Calendar className={styles['calendar'] ?? ''}>
            <Month />
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  )
}

/** `2026-11-20T10:30:00+01:00`: the zone's name is the centre's and is not kept with every value. */
const isoOf = (date: ZonedDateTime): string => date.toString().replace(/\[.*\]$/, '')
