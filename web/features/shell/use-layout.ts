/** The columns as this agent has them: widths and what is folded away, the same on every device, followed at once by other pages. */
import { useCallback, useSyncExternalStore } from 'react'
import type { Preferences } from '#protocol/workspace.ts'
import { useDesk } from '#web/live/desk-context.ts'
import { useWorkspace } from '#web/live/workspace-context.ts'
import { widths } from './column-width.ts'

const ample = matchMedia('(width >= 1700px)')

export type Layout = Required<NonNullable<Preferences['layout']>>

export function useLayout() {
  const { preferences } = useDesk()
  const { layout: kept = {} } = useWorkspace().agent.preferences
  const size = useSyncExternalStore(watchAmple, () => (ample.matches ? 'ample' : 'usual'))
  const layout: Layout = {
    listWidth: kept.listWidth ?? widths.list[size],
    contextWidth: kept.contextWidth ?? widths.context[size],
    isListCollapsed: kept.isListCollapsed ?? false,
    isContextCollapsed: kept.isContextCollapsed ?? false,
  }
  /** undefined: as it is without a choice. */
  const put = useCallback(
    (changes: { readonly [Part in keyof Layout]?: Layout[Part] | undefined }): void => {
      const next = Object.entries({ ...kept, ...changes }).filter(([, value]) => value !== undefined)
      preferences.saveSoon({ layout: Object.fromEntries(next) })
    },
    [kept, preferences],
  )
  return [layout, put] as const
}

function watchAmple(listener: () => void): () => void {
  ample.addEventListener('change', listener)
  return () => ample.removeEventListener('change', listener)
}
