import { Phone } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { useEffect, useId, useRef } from 'react'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { CaseValue } from '#protocol/interaction.ts'
import { ariaKeyOf, capOf } from '#web/keys/key-map.ts'
import type { Fate, OfferCard as Card } from '#web/live/offers.ts'
import { isSpoken } from '#web/live/use-may.ts'
import { useNow } from '#web/live/use-now.ts'
import { wantedOffer, wantOffer } from '#web/live/wanted-offer.ts'
import { useOwnCalls } from '#web/live/use-own-calls.ts'
import { agentName, useQueue, useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { caseText } from '#web/ui/case-text.ts'
import { ChannelGlyph } from '#web/ui/channel-glyph.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { HiddenText } from '#web/ui/hidden-text.tsx'
import { Kbd } from '#web/ui/kbd.tsx'
import { Ring } from '#web/ui/ring.tsx'
import styles from './offer-card.module.css'
import type { Armed } from './use-chord.ts'
import { whyText } from './why-text.ts'

type Props = {
  readonly card: Card
  /** The first one: it shows everything it knows, and the keys answer it. */
  readonly answersKeys: boolean
  /** What the chord would do when it is pressed once more. */
  readonly armed: Armed
  readonly onAccept: () => void
  readonly onReject: () => void
}

export function OfferCard({ card, answersKeys, armed, onAccept, onReject }: Props) {
  const text = useText()
  const { t } = text
  const { interaction, offer, fate } = card
  const queue = useQueue(interaction.queueId)
  const { skills } = useWorkspace()
  const now = useNow()
  const titleId = useId()
  const leftMs = Math.max(0, offer.deadlineAt - now)
  const seconds = Math.ceil(leftMs / 1_000)
  const size = answersKeys ? 48 : 40
  const isCall = isSpoken(interaction)
  const isInCall = useOwnCalls().length > 0
  const why = interaction.offerWhy ? whyText(interaction.offerWhy, text, skills) : null

  const cardRef = useWanted(offer.id)

  return (
    <article
      ref={cardRef}
      tabIndex={-1}
      className={classNames(styles['card'], fate ? styles['over'] : !answersKeys && styles['behind'])}
      aria-labelledby={titleId}
    >
      <header className={styles['header']}>
        <Ring
          share={fate ? 0 : (leftMs - 1_000) / (offer.deadlineAt - offer.offeredAt)}
          text={fate ? '' : String(seconds)}
          size={size}
        />
        <div className={styles['who']}>
          {isCall ? (
            <p className={styles['kind']} aria-hidden="true">
              {t('call.ring.from')}
            </p>
          ) : null}
          <h2 id={titleId} className={styles['name']}>
            {isCall ? <HiddenText>{t('call.ring.from')} </HiddenText> : null}
            {interaction.contact.name}
          </h2>
          <p className={styles['where']}>
            <span className={styles['glyph']}>
              <ChannelGlyph channel={interaction.channel} size={14} />
            </span>
            <span className={styles['queue']} title={queue?.name}>
              {queue?.name}
            </span>
            <span className={styles['time']} hidden={fate !== null}>
              <span aria-hidden="true">· </span>
              {t('offer.waited', { time: clockText(now - interaction.placeAt) })}
            </span>
          </p>
        </div>
      </header>
      {fate ? (
        <FateWord fate={fate} />
      ) : (
        <>
          {answersKeys ? (
            <>
              {interaction.summary.lastMessage ? (
                <p className={styles['said']}>{interaction.summary.lastMessage.preview}</p>
              ) : null}
              <OfferFields keys={queue?.offerFields ?? []} data={interaction.caseData} />
              {why === null ? null : <p className={styles['why']}>{why}</p>}
            </>
          ) : null}
          {isCall && isInCall ? <p className={styles['why']}>{t('call.ring.others')}</p> : null}
          {offer.autoAnswer ? <p className={styles['why']}>{t('offer.auto')}</p> : null}
          <div className={styles['acts']}>
            <Button
              className={styles['accept'] ?? ''}
              onPress={onAccept}
              aria-keyshortcuts={ariaKeyOf('offer.accept')}
            >
              {isCall ? <Phone size={18} aria-hidden="true" /> : null}
              {t(isCall ? 'call.ring.accept' : 'offer.accept')}
              {answersKeys ? <Kbd>{capOf('offer.accept')}</Kbd> : null}
            </Button>
            {offer.autoAnswer ? null : (
              <Button
                className={styles['reject'] ?? ''}
                onPress={onReject}
                aria-keyshortcuts={ariaKeyOf('offer.reject')}
              >
                {t('offer.reject')}
                {answersKeys ? <Kbd>{capOf('offer.reject')}</Kbd> : null}
              </Button>
            )}
          </div>
          {answersKeys ? (
            <p className={classNames(styles['chord'], armed && styles['armed'])} aria-live="polite">
              {armed ? t(`offer.armed.${armed}`) : t(offer.autoAnswer ? 'offer.chordAuto' : 'offer.chord')}
            </p>
          ) : null}
        </>
      )}
    </article>
  )
}

/** Asked for by pressing its notification: the card takes the focus, once. */
function useWanted(id: Card['offer']['id']) {
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    const look = (): void => {
      if (wantedOffer.get() !== id) return
      wantOffer(null)
      card.current?.focus()
    }
    look()
    return wantedOffer.subscribe(look)
  }, [id])
  return card
}

function FateWord({ fate }: { readonly fate: Fate }) {
  const { t } = useText()
  const workspace = useWorkspace()
  const agent = fate.what === 'taken' ? (agentName(workspace, fate.by) ?? '') : ''
  return (
    <p className={styles['fate']} role="status">
      {t(`offer.fate.${fate.what}`, { agent })}
    </p>
  )
}

/** The case data the queue chose, in its order; what is empty is left out. */
function OfferFields({
  keys,
  data,
}: {
  readonly keys: readonly string[]
  readonly data: Readonly<Record<string, CaseValue>>
}) {
  const text = useText()
  const { caseFields, centre } = useWorkspace()
  const fields = keys.flatMap((key): { readonly field: CaseField; readonly value: string }[] => {
    const field = caseFields.find((one) => one.key === key)
    const value = field ? caseText(field, data[key] ?? null, text, centre.timeZone) : null
    return field && value !== null ? [{ field, value }] : []
  })
  if (fields.length === 0) return null
  return (
    <dl className={styles['fields']}>
      {fields.map(({ field, value }) => (
        <div key={field.key} className={styles['field']}>
          <dt>{text.local(field.label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
