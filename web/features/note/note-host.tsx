/**
 * Sees to it that no unsaved note is left behind unnoticed: it asks before an interaction is marked done and before signing out, and the browser asks
 * when the page is closed before the server has the text.
 */
import { Suspense, useEffect, useRef, useState } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import type { Leave } from '#web/live/leaving.ts'
import { notesOf } from './notes.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const LeaveDialog = partOfPage('window', async () => (await import('./leave-dialog.tsx')).LeaveDialog)

export function NoteHost() {
  const desk = useDesk()
  const notes = notesOf(desk)
  const [leave, setLeave] = useState<Leave | null>(null)
  const answer = useRef<(may: boolean) => void>(() => {})

  useEffect(
    () =>
      desk.leaving.join(async (asked) => {
        const unsaved = notes.unsaved()
        if (asked.what === 'done' ? !unsaved.includes(asked.id) : unsaved.length === 0) return true
        // Asked again before it was answered: the first one stays.
        answer.current(false)
        setLeave(asked)
        return await new Promise<boolean>((resolve) => {
          answer.current = resolve
        })
      }),
    [desk, notes],
  )
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (!notes.isBehind()) return
      desk.drafts.flush()
      event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [desk, notes])

  const close = (may: boolean): void => {
    setLeave(null)
    answer.current(may)
    answer.current = () => {}
  }
  return leave ? (
    <Suspense>
      <LeaveDialog leave={leave} onClose={close} />
    </Suspense>
  ) : null
}
