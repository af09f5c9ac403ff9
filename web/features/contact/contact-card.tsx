/** Who it is: addresses, and what there was before. */
import { useQuery } from '@tanstack/react-query'
import { Copy, Mail, MessageCircle, Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AddressView, ContactInteraction, ContactView, InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { problemOfError, unwrap } from '#web/net/unwrap.ts'
import { daysBetween } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { LoadProblem } from '#web/ui/load-problem.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import styles from './contact-card.module.css'
import { EarlierInteractions } from './earlier-interactions.tsx'

const icons = { email: Mail, phone: Phone, 'web-chat': MessageCircle } as const

/** `interaction`: beside which it stands; null: on its own. */
export function ContactCard({
  contact,
  interaction,
  ofEarlier,
}: {
  readonly contact: Pick<ContactView, 'id' | 'name'>
  readonly interaction: InteractionView | null
  /** What is below an earlier interaction. */
  readonly ofEarlier: (interaction: ContactInteraction) => ReactNode
}) {
  const { t } = useText()
  const { api } = useDesk()
  const fetched = useQuery({
    // What there was before changes with what happens now.
    queryKey: ['contact', contact.id, interaction?.id, interaction?.state.name],
    queryFn: async () => (await unwrap(api.contact(contact.id))).contact,
  })
  return (
    <section aria-label={t('contact.title')}>
      <header className={styles['header']}>
        <Avatar name={contact.name} size="large" />
        <div className={styles['who']}>
          <h2 className={styles['name']} tabIndex={-1} data-context-focus>
            {contact.name}
          </h2>
          {fetched.data ? <Since contact={fetched.data} /> : null}
        </div>
      </header>
      {fetched.data ? <Addresses addresses={fetched.data.addresses} /> : null}
      {fetched.data ? (
        <EarlierInteractions
          interactions={fetched.data.interactions.filter(({ id }) => id !== interaction?.id)}
          ofEach={ofEarlier}
        />
      ) : fetched.error ? (
        <LoadProblem problem={problemOfError(fetched.error)} onRetry={() => void fetched.refetch()} />
      ) : (
        <div className={styles['part']}>
          <Skeleton shape="line" count={4} />
        </div>
      )}
    </section>
  )
}

function Since({ contact }: { readonly contact: ContactView }) {
  const { t, format } = useText()
  const { now } = useDesk()
  const isToday = daysBetween(contact.createdAt, now()) === 0
  return (
    <p className={styles['since']} title={format.dateTime(contact.createdAt)}>
      {isToday ? t('contact.newToday') : t('contact.since', { day: format.date(contact.createdAt) })}
    </p>
  )
}

function Addresses({ addresses }: { readonly addresses: readonly AddressView[] }) {
  const { t } = useText()
  const { notices } = useDesk()
  const shown = addresses.filter(({ kind }) => kind !== 'web-chat')
  const copy = async (value: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value)
      notices.tell('done', t('contact.copied', { value }))
    } catch {
      notices.tell('failure', t('contact.notCopied'))
    }
  }
  if (shown.length === 0) return null
  return (
    <ul className={styles['addresses']}>
      {shown.map(({ kind, value }) => {
        const Icon = icons[kind]
        return (
          <li key={`${kind} ${value}`} className={styles['address']}>
            <Icon size={16} role="img" aria-label={t(`contact.address.${kind}`)} />
            <span className={styles['value']}>{value}</span>
            <IconButton
              label={t('contact.copy', { value })}
              icon={<Copy size={14} />}
              onPress={() => void copy(value)}
              className={styles['copy']}
            />
          </li>
        )
      })}
    </ul>
  )
}
