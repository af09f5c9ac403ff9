import { Tag, X } from 'lucide-react'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useMay } from '#web/live/use-may.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import styles from './disposition-line.module.css'
import { pick } from './picker-store.ts'
import { useDisposition } from './use-disposition.ts'

/** The outcome beside the contact's card, chosen at any time while the interaction is open. */
export function DispositionLine({ interaction }: { readonly interaction: InteractionView }) {
  const { t } = useText()
  const { acts } = useDesk()
  const may = useMay(interaction)
  const { policy, path } = useDisposition(interaction)
  if (policy === 'hidden' || (!may.dispose && path === null)) return null
  return (
    <section className={styles['line']} aria-label={t('disposition.title')}>
      <h3 className={styles['title']}>
        {t('disposition.title')}
        {policy === 'mandatory' ? (
          <span className={styles['policy']}>{t('disposition.mandatory')}</span>
        ) : null}
      </h3>
      {path === null ? (
        <Button icon={<Tag size={16} aria-hidden="true" />} onPress={() => pick(interaction.id)}>
          {t('disposition.choose')}
        </Button>
      ) : (
        <div className={styles['chosen']}>
          <Button
            tone="quiet"
            icon={<Tag size={16} aria-hidden="true" />}
            isDisabled={!may.dispose}
            onPress={() => pick(interaction.id)}
            aria-label={t('disposition.replaceNow', { path })}
            className={styles['path']}
          >
            {path}
          </Button>
          {may.dispose ? (
            <IconButton
              label={t('disposition.remove')}
              icon={<X size={16} />}
              onPress={() => void acts.dispose(interaction.id, null)}
            />
          ) : null}
        </div>
      )}
    </section>
  )
}
