import { Suspense } from 'react'
import { partOfPage } from '#web/ui/part-of-page.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'

const Check = partOfPage('place', async () => (await import('./check.tsx')).Check)

/** What stands under Calls in the settings; fetched when it is opened. */
export function CheckSettings() {
  return (
    <Suspense fallback={<Skeleton shape="row" count={4} />}>
      <Check />
    </Suspense>
  )
}
