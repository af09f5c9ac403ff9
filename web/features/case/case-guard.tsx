import { useEffect, useEffectEvent } from 'react'
import type { InteractionId } from '#core/id.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { showContext } from '#web/live/context-tab.ts'
import { guardLeaving, type Unsaved } from '#web/live/leave-guards.ts'
import { shownInteraction } from '#web/live/model.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { heldValue } from '#core/case/case-value.ts'
import { useText } from '#web/text/use-text.ts'
import { dropEdit, editsIn, keepEdit, type Edit } from './edits.ts'
import { draftOf } from './field-draft.ts'

/** Says, before an interaction is marked done, which fields of its case are still being changed; whether or not they are on the screen. */
export function CaseGuard() {
  const { acts, live, storage } = useDesk()
  const { caseFields } = useWorkspace()
  const { t, language, local } = useText()

  const unsavedOf = (edit: Edit): readonly Unsaved[] => {
    const field = caseFields.find(({ key }) => key === edit.key)
    if (!field || (!edit.conflict && edit.draft === draftOf(field, edit.base, language))) return []
    const { interactionId, key, draft } = edit
    const current = () => heldValue(shownInteraction(live.get(), interactionId)?.caseData ?? {}, key)
    return [
      {
        what: t('case.unsaved', { field: local(field.label), value: draft }),
        show: () => showContext('case', storage),
        drop: () => dropEdit(edit),
        ...(edit.conflict
          ? {}
          : {
              save: async () =>
                await (keepEdit(edit, field, { acts, language, current, onRefused: () => {} }) ?? false),
            }),
      },
    ]
  }
  const guard = useEffectEvent((id: InteractionId) => editsIn(id).flatMap(unsavedOf))
  useEffect(() => guardLeaving((id) => guard(id)), [])
  return null
}
