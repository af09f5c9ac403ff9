/** Back on the line after it was gone: says what that has cost, if it has cost anything. */
import { useEffect, useEffectEvent } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import type { LiveModel } from '#web/live/model.ts'
import { clockText } from '#web/text/format.ts'
import { useText } from '#web/text/use-text.ts'
import { useStateWord } from '#web/ui/agent-state.tsx'
import { absenceBetween } from './absence.ts'

export function AbsenceNotice() {
  const { t } = useText()
  const { live, now, notices } = useDesk()
  const word = useStateWord()

  const compare = useEffectEvent((before: LiveModel, after: LiveModel) => {
    const absence = absenceBetween(before, after, now())
    if (!absence) return
    const { forMs, returned, gone, stopped } = absence
    const sentences = [
      t('state.absence.was', { time: clockText(forMs) }),
      returned > 0 ? t('state.absence.returned', { count: returned }) : '',
      gone > 0 ? t('state.absence.gone', { count: gone }) : '',
      stopped ? t('state.absence.stopped', { name: word(stopped) }) : '',
    ]
    notices.tell('attention', sentences.filter(Boolean).join(' '))
  })

  useEffect(() => {
    let before = live.get()
    return live.subscribe(() => {
      const after = live.get()
      if (after === before) return
      compare(before, after)
      before = after
    })
  }, [live])
  return null
}
