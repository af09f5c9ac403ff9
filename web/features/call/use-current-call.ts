import { useRoute } from '#web/route.ts'
import type { LiveCall } from '#web/live/fold-call.ts'
import { useCallOf, useOwnCalls } from '#web/live/use-own-calls.ts'

/** The one that keys mean: that of the open conversation, else the one that is heard. */
export function useCurrentCall(): LiveCall | null {
  const { open, place } = useRoute()
  const ofOpen = useCallOf(place === 'team' ? null : open)
  const [first = null] = useOwnCalls()
  return ofOpen ?? first
}
