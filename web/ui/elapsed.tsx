import { useNow } from '../live/use-now.ts'
import { clockText } from '../text/format.ts'
import { useText } from '../text/use-text.ts'

/** How long since an instant, counting: tabular, so that it ticks without moving anything. Exact on hover. */
export function Elapsed({
  since,
  className,
}: {
  readonly since: number
  readonly className?: string | undefined
}) {
  const now = useNow()
  const { format } = useText()
  return (
    <time className={className} dateTime={new Date(since).toISOString()} title={format.dateTime(since)}>
      {clockText(now - since)}
    </time>
  )
}
