import { Suspense } from 'react'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { partOfPage } from '#web/ui/part-of-page.tsx'

const AlertSections = partOfPage('place', async () => (await import('./alert-sections.tsx')).AlertSections)

/** What stands under Alerts in the settings; fetched when it is opened. */
export function AlertSettings() {
  return (
    <Suspense fallback={<Skeleton shape="row" count={4} />}>
      <AlertSections />
    </Suspense>
  )
}
