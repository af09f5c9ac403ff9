import { Suspense } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const ResponsePanel = partOfPage('place', async () => (await import('./response-panel.tsx')).ResponsePanel)

/** The library beside the conversation, fetched when it is first opened. */
export function ResponseTab({ interaction }: { readonly interaction: InteractionView }) {
  return (
    <Suspense fallback={<Skeleton shape="line" count={8} />}>
      <ResponsePanel interaction={interaction} />
    </Suspense>
  )
}
