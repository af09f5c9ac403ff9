/** Who is in it, how it stands in words, and for how long. */
import { Phone, PhoneCall, PhoneOff, Users, type LucideIcon } from 'lucide-react'
import { Pause, RefreshCw } from 'lucide-react'
import type { CallView } from '#protocol/call.ts'
import { partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Elapsed } from '#web/ui/elapsed.tsx'
import styles from './call-head.module.css'
import { usePartyName } from './party-name.ts'
import { standingOf, type StandingName } from './standing.ts'

const icons: Partial<Record<StandingName, LucideIcon>> = {
  held: Pause,
  ringing: PhoneCall,
  conference: Users,
  connecting: RefreshCw,
  reconnecting: RefreshCw,
  'customer-lost': PhoneOff,
}
const tones: Partial<Record<StandingName, string>> = {
  held: 'held',
  connecting: 'waiting',
  reconnecting: 'waiting',
  ringing: 'waiting',
  'customer-lost': 'waiting',
}

/** Whom the call is with: the customer; between colleagues the other one. */
export function useCallName(view: CallView): string {
  const { me } = useDesk()
  const nameOf = usePartyName()
  const customer = partyWithRole(view, 'customer')
  if (customer) return nameOf(customer.who)
  const others = view.parties.filter(({ who }) => who.kind !== 'agent' || who.agentId !== me)
  return others.map(({ who }) => nameOf(who)).join(', ')
}

/** `isNamed`: false where the name stands right above. */
export function CallHead({ view, isNamed = true }: { readonly view: CallView; readonly isNamed?: boolean }) {
  const { t } = useText()
  const { me } = useDesk()
  const nameOf = usePartyName()
  const name = useCallName(view)
  const standing = standingOf(view, me)
  const own = partyOfAgent(view, me)
  const Icon = icons[standing.name] ?? Phone
  const other = standing.other ? nameOf(standing.other.who) : ''
  return (
    <div className={styles['head']}>
      <span className={classNames(styles['sign'], styles[tones[standing.name] ?? 'talking'])}>
        <Icon size={18} strokeWidth={2.2} aria-hidden="true" />
      </span>
      <span className={styles['words']}>
        {isNamed ? (
          <span className={styles['name']} title={name}>
            {name}
          </span>
        ) : null}
        <span className={classNames(styles['standing'], !isNamed && styles['alone'])}>
          <span className={styles['state']} role="status">
            {t(`call.standing.${standing.name}`, { name: other, count: standing.count })}
          </span>
          <span aria-hidden="true">·</span>
          <Elapsed since={own?.joinedAt ?? view.startedAt} className={styles['time']} />
        </span>
      </span>
    </div>
  )
}
