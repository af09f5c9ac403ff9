/** Sees to it that no field is left behind half changed, for the next person least of all: it asks before an interaction is marked done and before signing out. */
import { Suspense, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import type { TextStorage } from '#web/live/keepsake.ts'
import type { Leave } from '#web/live/leaving.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { useText } from '#web/text/use-text.ts'
import { edits, editsIn, keepEditsOf, type Edit } from './edits.ts'
import { draftOf } from './field-draft.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const LeaveFields = partOfPage('window', async () => (await import('./leave-fields.tsx')).LeaveFields)

type Asking = { readonly leave: Leave; readonly unsaved: readonly Edit[] }

export function CaseGuard() {
  const { leaving, me } = useDesk()
  const { caseFields } = useWorkspace()
  const { language } = useText()
  const [asking, setAsking] = useState<Asking | null>(null)
  const answer = useRef<(may: boolean) => void>(() => {})

  useLayoutEffect(() => keepEditsOf(me, ofThisWindow), [me])

  const isUnsaved = (edit: Edit): boolean => {
    const field = caseFields.find(({ key }) => key === edit.key)
    return (
      field !== undefined && (edit.conflict !== null || edit.draft !== draftOf(field, edit.base, language))
    )
  }
  const ask = useEffectEvent(async (leave: Leave): Promise<boolean> => {
    const here = leave.what === 'done' ? editsIn(leave.id) : [...edits.get().values()]
    const unsaved = here.filter(isUnsaved)
    if (unsaved.length === 0) return true
    // Asked again before it was answered: the first one stays.
    answer.current(false)
    setAsking({ leave, unsaved })
    return await new Promise<boolean>((resolve) => {
      answer.current = resolve
    })
  })
  useEffect(() => leaving.join((leave) => ask(leave)), [leaving])

  const close = (may: boolean): void => {
    setAsking(null)
    answer.current(may)
    answer.current = () => {}
  }
  return asking ? (
    <Suspense>
      <LeaveFields leave={asking.leave} unsaved={asking.unsaved} onClose={close} />
    </Suspense>
  ) : null
}

/** Two windows may change the same field each in its own way. */
const ofThisWindow: TextStorage = {
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, text) => sessionStorage.setItem(key, text),
  removeItem: (key) => sessionStorage.removeItem(key),
}
