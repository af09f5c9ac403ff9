/** Before signing out: what happens to what is in hand. On another device the work goes on; otherwise customers go back to the line. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk, useLive } from '#web/live/desk-context.ts'
import { useText } from '#web/text/use-text.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { inHand } from './in-hand.ts'
import styles from './sign-out-dialog.module.css'
import { useSignOut } from './use-sign-out.ts'

export function SignOutDialog({
  onSignedOut,
  onClose,
}: {
  readonly onSignedOut: () => void
  readonly onClose: () => void
}) {
  const { t } = useText()
  const { api } = useDesk()
  const { leave } = useSignOut(onSignedOut)
  const interactions = useLive((model) => model.interactions)
  const me = useLive((model) => model.me)
  const [isBusy, setBusy] = useState(false)
  // Asked anew each time: another device may have come or gone.
  const devices = useQuery({
    queryKey: ['devices'],
    queryFn: async () => {
      const answer = await api.devices()
      return answer.ok ? answer.value.others : null
    },
    gcTime: 0,
    staleTime: 0,
  })
  const { active, ended, offered } = inHand(interactions, me)

  const signOut = async (): Promise<void> => {
    setBusy(true)
    await leave()
    setBusy(false)
  }
  return (
    <Dialog title={t('signOut.title')} isOpen onClose={onClose}>
      <div className={styles['body']}>
        {devices.isPending ? (
          <Skeleton shape="line" count={2} />
        ) : (devices.data ?? 0) > 0 ? (
          <p>{t('signOut.elsewhere')}</p>
        ) : (
          <>
            {active > 0 ? <p>{t('signOut.active', { count: active })}</p> : null}
            {offered > 0 ? <p>{t('signOut.offered', { count: offered })}</p> : null}
            {ended > 0 ? <p>{t('signOut.ended', { count: ended })}</p> : null}
            {active + offered + ended === 0 ? <p>{t('signOut.nothing')}</p> : null}
            {devices.data === null ? <p>{t('signOut.unknown')}</p> : null}
          </>
        )}
        <div className={styles['acts']}>
          <Button tone="primary" autoFocus isDisabled={isBusy} onPress={() => void signOut()}>
            {t('signOut.act')}
          </Button>
          <Button onPress={onClose}>{t('signOut.stay')}</Button>
        </div>
      </div>
    </Dialog>
  )
}
