/** Opens the check over the page, offers it to the palette, and says when a device was pulled out or came back in the middle of a call. */
import { Mic } from 'lucide-react'
import { Suspense, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import { useActs } from '#web/live/use-acts.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { usePhone } from '#web/phone/phone-context.ts'
import { useText } from '#web/text/use-text.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'
import { checkWindow, hideCheck, showCheck } from './check-window.ts'

const CheckDialog = partOfPage('window', async () => (await import('./check-dialog.tsx')).CheckDialog)

export function CheckHost() {
  const { t } = useText()
  const { channels } = useWorkspace().agent
  const isShown = useSyncExternalStore(checkWindow.subscribe, checkWindow.get)
  const takesCalls = channels.includes('voice')
  useActs(
    useMemo(
      () =>
        takesCalls
          ? [{ id: 'phone.check', name: t('phone.check.open'), icon: <Mic size={16} />, run: showCheck }]
          : [],
      [takesCalls, t],
    ),
  )
  useSwitches()
  return isShown ? (
    <Suspense>
      <CheckDialog onClose={hideCheck} />
    </Suspense>
  ) : null
}

function useSwitches(): void {
  const { t } = useText()
  const { notices } = useDesk()
  const { switched } = usePhone()
  const last = useSyncExternalStore(switched.subscribe, switched.get)
  const tell = useEffectEvent(() => {
    if (last?.why === 'gone') notices.tell('attention', t('phone.switchedGone', { label: last.label }))
    if (last?.why === 'back') notices.tell('news', t('phone.switchedBack', { label: last.label }))
  })
  useEffect(() => tell(), [last])
}
