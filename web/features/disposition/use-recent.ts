import { useMemo } from 'react'
import { findDispositions, type FoundDisposition } from '#core/disposition/find-dispositions.ts'
import type { DispositionNode } from '#core/disposition/tree.ts'
import type { DispositionId } from '#core/id.ts'
import { usePreferences } from '#web/live/use-preferences.ts'
import { useText } from '#web/text/use-text.ts'

const shownAtMost = 4
const keptAtMost = 20
/** A tree of a few is seen at one glance anyway. */
const worthFrom = 6

/** The outcomes this agent has chosen lately and may choose here, newest first. They are the same on every device. */
export function useRecent(nodes: readonly DispositionNode[]): {
  readonly shown: readonly FoundDisposition[]
  readonly remember: (id: DispositionId) => void
} {
  const { language } = useText()
  const [{ recentDispositionIds: kept = [] }, save] = usePreferences()
  const shown = useMemo(() => {
    const all = findDispositions(nodes, '', language)
    if (all.length < worthFrom) return []
    return kept.flatMap((id) => all.find((one) => one.id === id) ?? []).slice(0, shownAtMost)
  }, [nodes, kept, language])
  return {
    shown,
    remember: (id) => {
      if (kept[0] === id) return
      void save({ recentDispositionIds: [id, ...kept.filter((one) => one !== id)].slice(0, keptAtMost) })
    },
  }
}
