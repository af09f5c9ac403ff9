import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { heldValue } from '#core/case/case-value.ts'
import { shownFields } from '#core/case/shown-fields.ts'
import type { CaseField } from '#protocol/config/case-field.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { contextChoice } from '#web/live/context-tab.ts'
import { shownInteraction } from '#web/live/model.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { problemText } from '#web/net/problem.ts'
import { routeNow } from '#web/route.ts'
import { useText } from '#web/text/use-text.ts'
import { edits, type Edit, type KeepOptions } from './edits.ts'

export type Known = { readonly key: string; readonly value: string }

/** The fields of this case as the agent sees them, and what nobody has described. */
export function useCaseFields({ caseData, id }: InteractionView) {
  const { caseFields } = useWorkspace()
  const all = useSyncExternalStore(edits.subscribe, edits.get)
  return useMemo(() => {
    const { shown, addable } = shownFields(caseFields, caseData)
    // One that is being added stands in its place already.
    const isOpen = (field: CaseField): boolean => all.has(`${id} ${field.key}`)
    const withOpen = addable.some(isOpen)
      ? shownFields(
          caseFields.map((field) => (isOpen(field) ? { ...field, show: 'always' as const } : field)),
          caseData,
        )
      : { shown, addable }
    const undescribed = Object.entries(caseData)
      .filter(([key]) => caseFields.every((field) => field.key !== key) && heldValue(caseData, key) !== null)
      .map(([key, value]): Known => ({ key, value: String(value) }))
    return { ...withOpen, undescribed }
  }, [caseFields, caseData, all, id])
}

export function useEdit(id: InteractionView['id'], key: string): Edit | null {
  return useSyncExternalStore(edits.subscribe, () => edits.get().get(`${id} ${key}`) ?? null)
}

/** What keeping a field needs, as it is at that moment. */
export function useKeeping(id: InteractionView['id']): (field: CaseField) => KeepOptions {
  const { acts, live, notices } = useDesk()
  const { t, language, local } = useText()
  return useCallback(
    (field) => ({
      acts,
      language,
      current: () => heldValue(shownInteraction(live.get(), id)?.caseData ?? {}, field.key),
      onRefused: (problem) => {
        // Whoever is looking at the field reads it there.
        if (routeNow().open === id && contextChoice().tab === 'case') return
        const [what, why] = [local(field.label), problemText(problem, language)]
        notices.tell('failure', t('case.notKept', { field: what, problem: why }))
      },
    }),
    [acts, live, notices, t, language, local, id],
  )
}
