/** Says once, and quietly, that a state lasts longer than it may: here, and by the browser when nobody looks at the page. */
import { useEffect, useEffectEvent } from 'react'
import { exceeded } from '#core/presence/top-state.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { createKeepsake } from '#web/live/keepsake.ts'
import { useNow } from '#web/live/use-now.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useOwnState } from '#web/live/use-top-state.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'

export function ExceededNotice() {
  const { t, local, language } = useText()
  const { me, storage, notices } = useDesk()
  const { reasons } = useWorkspace()
  const [preferences] = usePreferences()
  const top = useOwnState()?.top ?? null
  const now = useNow()
  const reason = reasons.find(({ id }) => id === top?.reasonId)
  const maximumMs = reason?.maximumMs ?? null
  const isOver = top !== null && exceeded(top, maximumMs, now)
  const since = top?.since ?? 0

  const tell = useEffectEvent(() => {
    if (!reason || maximumMs === null) return
    // Over a reload, too, it is said once for each time.
    const told = createKeepsake<string>(storage, `atiende.exceeded.${me}`)
    const occasion = `${reason.id} ${since}`
    if (told.read() === occasion) return
    told.keep(occasion)
    const text = t('state.exceeded', { name: local(reason.name), time: clockText(maximumMs) })
    notices.tell('news', text)
    if (preferences.notifications !== false) notifyQuietly(text)
  })
  // Not before the page speaks the person's language.
  const isToldNow = isOver && language === preferences.language
  useEffect(() => {
    if (isToldNow) tell()
  }, [isToldNow, since])
  return null
}

function notifyQuietly(text: string): void {
  if (!document.hidden || typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(text, { tag: 'exceeded', icon: '/mark.svg', silent: true })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // Some phones allow notifications only from a service worker: the notice on the page remains.
  }
}
