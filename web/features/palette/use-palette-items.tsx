/** What the palette offers besides contacts: acts that are possible now, open interactions, colleagues, standard responses. */
import { useMemo } from 'react'
import { useLive } from '#web/live/desk-context.ts'
import { shownInteraction } from '#web/live/model.ts'
import { useRoute } from '#web/route.ts'
import type { PaletteItem } from './palette-item.ts'
import { useActItems } from './use-act-items.tsx'
import { useColleagueItems } from './use-colleague-items.tsx'
import { useInteractionItems } from './use-interaction-items.tsx'
import { useOpenItems } from './use-open-items.tsx'
import { useResponseItems } from './use-response-items.tsx'

export function usePaletteItems(onColleague: (name: string) => void): readonly PaletteItem[] {
  const { open } = useRoute()
  const interaction = useLive((model) => (open ? shownInteraction(model, open) : null))
  const acts = useActItems()
  const ofOpen = useOpenItems(interaction)
  const interactions = useInteractionItems(interaction?.id ?? null)
  const colleagues = useColleagueItems(onColleague)
  const responses = useResponseItems(interaction)
  return useMemo(
    () => eachOnce([...acts, ...ofOpen, ...interactions, ...colleagues, ...responses]),
    [acts, ofOpen, interactions, colleagues, responses],
  )
}

/** What a feature offers itself comes before what the palette knows of it; a list with the same line twice would not end. */
function eachOnce(items: readonly PaletteItem[]): PaletteItem[] {
  return [...new Map(items.toReversed().map((item) => [item.id, item])).values()].toReversed()
}
