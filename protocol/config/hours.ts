import { z } from 'zod'

const minute = z.number().int().min(0).max(1440)
const period = z
  .object({ fromMinute: minute, toMinute: minute })
  .refine((p) => p.fromMinute < p.toMinute, 'a period must end after it begins')

/** Opening hours: periods of each weekday (0 = Monday) in minutes from local midnight, and days that differ. */
export const hours = z.object({
  name: z.string().trim().min(1).max(80),
  /** IANA time zone, e.g. `Europe/Madrid`. */
  timeZone: z.string().refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return true
    } catch {
      return false
    }
  }, 'unknown time zone'),
  week: z.array(z.array(period).max(6)).length(7),
  /** `date` as YYYY-MM-DD in the zone; no periods: closed all day. */
  exceptions: z
    .array(
      z.object({ date: z.iso.date(), periods: z.array(period).max(6), name: z.string().max(80).default('') }),
    )
    .max(400)
    .default([]),
})
export type Hours = z.infer<typeof hours>
