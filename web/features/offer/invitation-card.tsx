/** A colleague calls: who, why, and about whose call. The same look and the same two answers as an offer. */
import { Phone } from 'lucide-react'
import { useId } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CallView, PartyView } from '#protocol/call.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import { partyOfAgent, partyWithRole } from '#web/live/call-party.ts'
import { useNow } from '#web/live/use-now.ts'
import { useOwnCalls } from '#web/live/use-own-calls.ts'
import { agentName, useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { classNames } from '#web/ui/class-names.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Ring } from '#web/ui/ring.tsx'
import styles from './offer-card.module.css'
import type { Armed } from './use-chord.ts'

type Props = {
  readonly view: CallView
  readonly answersKeys: boolean
  readonly armed: Armed
  readonly onAnswer: () => void
  readonly onRefuse: () => void
}

export function InvitationCard({ view, answersKeys, armed, onAnswer, onRefuse }: Props) {
  const { t } = useText()
  const workspace = useWorkspace()
  const now = useNow()
  const titleId = useId()
  const isInCall = useOwnCalls().length > 0
  const own = partyOfAgent(view, workspace.agent.id)
  const owner = partyWithRole(view, 'owner')
  const name = owner?.who.kind === 'agent' ? (agentName(workspace, owner.who.agentId) ?? '') : ''
  const { since, untilAt } = own?.leg ?? { since: now, untilAt: null }
  const leftMs = Math.max(0, (untilAt ?? now) - now)
  return (
    <article className={styles['card']} aria-labelledby={titleId}>
      <HiddenText as="p" role="alert">
        {t('call.ring.invited', { name })}
      </HiddenText>
      <header className={styles['header']}>
        <Ring
          share={untilAt === null ? 1 : (leftMs - 1_000) / (untilAt - since)}
          text={String(Math.ceil(leftMs / 1_000))}
          size={answersKeys ? 48 : 40}
        />
        <div className={styles['who']}>
          <p className={styles['kind']} aria-hidden="true">
            {t('call.ring.from')}
          </p>
          <h2 id={titleId} className={styles['name']}>
            <HiddenText>{t('call.ring.from')} </HiddenText>
            {name}
          </h2>
          <p className={styles['about']}>
            <Why view={view} own={own} />
          </p>
        </div>
      </header>
      {isInCall ? <p className={styles['why']}>{t('call.ring.others')}</p> : null}
      <div className={styles['acts']}>
        <Button
          className={styles['accept'] ?? ''}
          onPress={onAnswer}
          aria-keyshortcuts={ariaKeyOf('offer.accept')}
        >
          <Phone size={18} aria-hidden="true" />
          {t('call.ring.accept')}
          {answersKeys ? <Kbd>{capOf('offer.accept')}</Kbd> : null}
        </Button>
        <Button
          className={styles['reject'] ?? ''}
          onPress={onRefuse}
          aria-keyshortcuts={ariaKeyOf('offer.reject')}
        >
          {t('call.ring.refuse')}
          {answersKeys ? <Kbd>{capOf('offer.reject')}</Kbd> : null}
        </Button>
      </div>
      {answersKeys ? (
        <p className={classNames(styles['chord'], armed && styles['armed'])} aria-live="polite">
          {armed ? t(`offer.armed.${armed}`) : t('offer.chord')}
        </p>
      ) : null}
    </article>
  )
}

/** What for: to be asked about a call, to be let into it, or for a talk between colleagues. */
function Why({ view, own }: { readonly view: CallView; readonly own: PartyView | null }) {
  const { t } = useText()
  const who = partyWithRole(view, 'customer')?.who
  if (!who) return t('call.ring.colleague')
  const customer = who.kind === 'customer' ? who.name || t('call.customer') : t('call.customer')
  return t(own?.role === 'consulted' ? 'call.ring.consult' : 'call.ring.member', { customer })
}
