import { lazy, Suspense } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'

const NotePanel = lazy(async () => ({ default: (await import('./note-panel.tsx')).NotePanel }))

export function NoteTab({ interaction }: { readonly interaction: InteractionView }) {
  return (
    <Suspense fallback={<Skeleton shape="bubble" count={2} />}>
      <NotePanel interaction={interaction} />
    </Suspense>
  )
}
