/**
 * The alarms of a presence follow from its state: the end of after-call work and the end of a ban. Comparing before and after sets and
 * cancels exactly what has changed, whichever event it was.
 */
import type { PresenceEffect, PresenceEvent } from './event.ts'
import type { Presence } from './presence.ts'

type Alarm = { readonly key: string; readonly at: number | null; readonly event: PresenceEvent }

function alarmsOf({ agentId, afterWork, banned }: Presence): readonly [Alarm, Alarm] {
  return [
    { key: `after-work:${agentId}`, at: afterWork?.endsAt ?? null, event: { type: 'after-work-expired' } },
    { key: `ban:${agentId}`, at: banned?.untilAt ?? null, event: { type: 'ban-expired' } },
  ]
}

export function alarmEffects(before: Presence, after: Presence): PresenceEffect[] {
  const now = alarmsOf(after)
  return alarmsOf(before).flatMap((was, index): PresenceEffect[] => {
    const alarm = now[index]
    if (!alarm || alarm.at === was.at) return []
    return alarm.at === null
      ? [{ type: 'cancel-wake', key: alarm.key }]
      : [{ type: 'wake', key: alarm.key, at: alarm.at, event: alarm.event }]
  })
}
