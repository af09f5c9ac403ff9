/** What is kept for a while only, and cleared away when its time is over. */
import type { Context } from '../context.ts'
import { statement } from '../store/statement.ts'
import type { Job } from './jobs.ts'

/** A page that comes back later than this gets a fresh snapshot instead of what it missed. */
export const eventsKeptMs = 14 * 86_400_000

const batch = 5_000

const deleteEvents = statement<never, [before: number, limit: number]>(
  'clearing.events',
  'delete from event where ctid = any (array (select ctid from event where at < $1 order by at limit $2))',
)
const deleteSessions = statement<never, [before: Date]>(
  'clearing.sessions',
  'delete from auth_session where expires_at < $1',
)
const deleteVerifications = statement<never, [before: Date]>(
  'clearing.verifications',
  'delete from auth_verification where expires_at < $1',
)

type Parts = Pick<Context, 'database' | 'now'>

/** In portions, so that nothing else waits for it. */
export async function clearEvents({ database, now }: Parts): Promise<number> {
  for (let cleared = 0; ;) {
    const deleted = await database.execute(deleteEvents, [now() - eventsKeptMs, batch])
    cleared += deleted
    if (deleted < batch) return cleared
  }
}

/** Sessions, one-time links and second-factor steps whose time is over. */
export async function clearSignIn({ database, now }: Parts): Promise<number> {
  const before = new Date(now())
  return (
    (await database.execute(deleteSessions, [before])) +
    (await database.execute(deleteVerifications, [before]))
  )
}

export function clearingJobs(context: Parts & Pick<Context, 'log'>): Job[] {
  const job = (name: string, when: string, clear: (parts: Parts) => Promise<number>): Job => ({
    name,
    when,
    async run() {
      const cleared = await clear(context)
      if (cleared > 0) context.log.info({ job: name, cleared }, 'Cleared away what was kept long enough.')
    },
  })
  return [job('clear-events', '12 * * * *', clearEvents), job('clear-sign-in', '42 * * * *', clearSignIn)]
}
