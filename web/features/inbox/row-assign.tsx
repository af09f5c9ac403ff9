import { lazy, Suspense } from 'react'
import type { InteractionView } from '#protocol/interaction.ts'

const AssignDialog = lazy(async () => ({
  default: (await import('#web/ui/assign-dialog.tsx')).AssignDialog,
}))

export function RowAssign(props: { readonly interaction: InteractionView; readonly onClose: () => void }) {
  return (
    <Suspense>
      <AssignDialog {...props} onDone={() => {}} />
    </Suspense>
  )
}
