import { Suspense } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const NotePanel = partOfPage('place', async () => (await import('./note-panel.tsx')).NotePanel)

export function NoteTab({ interaction }: { readonly interaction: InteractionView }) {
  return (
    <Suspense fallback={<Skeleton shape="bubble" count={2} />}>
      <NotePanel interaction={interaction} />
    </Suspense>
  )
}
