import { lazy, Suspense } from 'react'
import { Skeleton } from '#web/ui/skeleton.tsx'

const AlertSections = lazy(async () => ({ default: (await import('./alert-sections.tsx')).AlertSections }))

/** What stands under Alerts in the settings; fetched when it is opened. */
export function AlertSettings() {
  return (
    <Suspense fallback={<Skeleton shape="row" count={4} />}>
      <AlertSections />
    </Suspense>
  )
}
