/** The inside of a calendar: one month, the ways to the months beside it, and its days. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import {
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components/Calendar'
import styles from './month.module.css'

export function Month() {
  return (
    <>
      <div className={styles['header']}>
        <Button slot="previous" className={styles['turn'] ?? ''}>
          <ChevronLeft size={18} aria-hidden="true" />
        </Button>
        <Heading className={styles['month'] ?? ''} />
        <Button slot="next" className={styles['turn'] ?? ''}>
          <ChevronRight size={18} aria-hidden="true" />
        </Button>
      </div>
      <CalendarGrid weekdayStyle="short" className={styles['grid'] ?? ''}>
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className={styles['weekday'] ?? ''}>{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <CalendarCell date={date} className={styles['day'] ?? ''} />}
        </CalendarGridBody>
      </CalendarGrid>
    </>
  )
}
