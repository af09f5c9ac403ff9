/** A state that waits until the work is finished: what it is and after what, with the ways to have it now or not at all. */
import { X } from 'lucide-react'
import type { Presence } from '#core/presence/presence.ts'
import type { StateWish } from '#web/live/acts.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { useStateWord } from '#web/ui/agent-state.tsx'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { pendingNow, withoutPending } from './own-wishes.ts'
import styles from './state-extras.module.css'

export function PendingWish({ presence }: { readonly presence: Presence }) {
  const { t } = useText()
  const { acts } = useDesk()
  const word = useStateWord()
  const { pending, handling } = presence
  const name = [
    ...new Set(
      pending.map(({ state, reasonId }) =>
        state === 'logged-out' ? t('state.channel.logged-out') : word({ name: state, reasonId }),
      ),
    ),
  ].join(', ')
  const ask = async (wishes: readonly StateWish[]): Promise<void> => {
    for (const wish of wishes) if (!(await acts.askState(wish))) return
  }
  return (
    <div className={styles['extra']} role="group" aria-label={t('state.pendingLabel')}>
      <span className={styles['wish']} title={t('state.pendingHelp')}>
        {handling.length > 0
          ? t('state.pendingAfter', { name, count: handling.length })
          : t('state.pendingAfterWork', { name })}
      </span>
      <Button tone="quiet" onPress={() => void ask(pendingNow(presence))}>
        {t('state.rightNow')}
      </Button>
      <IconButton
        icon={<X size={16} />}
        label={t('state.cancelPending')}
        onPress={() => void ask(withoutPending(presence))}
      />
    </div>
  )
}
