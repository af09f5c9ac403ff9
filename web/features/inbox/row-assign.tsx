import { Suspense } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const AssignDialog = partOfPage(
  'window',
  async () => (await import('#web/ui/assign-dialog.tsx')).AssignDialog,
)

export function RowAssign(props: { readonly interaction: InteractionView; readonly onClose: () => void }) {
  return (
    <Suspense>
      <AssignDialog {...props} onDone={() => {}} />
    </Suspense>
  )
}
