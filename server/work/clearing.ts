/** What is kept for a while only, and cleared away when its time is over. */
import type { Context } from '../context.ts'
import type { FileKeeper } from '../file/file-keeper.ts'
import { statement } from '../store/statement.ts'
import type { Job } from './jobs.ts'

/** A page that comes back later than this gets a fresh snapshot instead of what it missed. */
export const eventsKeptMs = 14 * 86_400_000

const batch = 5_000

// The oldest in the log's own order, which has an index and is nearly the order of time: nobody has to read the whole log for it.
const deleteEvents = statement<never, [before: number, limit: number]>(
  'clearing.events',
  `delete from event e using (select xid, seq, at from event order by event.xid, event.seq limit $2) oldest
   where e.xid = oldest.xid and e.seq = oldest.seq and oldest.at < $1`,
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
export async function clearEvents({ database, now }: Parts, signal?: AbortSignal): Promise<number> {
  for (let cleared = 0; ;) {
    if (signal?.aborted) return cleared
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

export type VoiceClearing = {
  readonly clearRecordings: (signal: AbortSignal) => Promise<number>
  readonly clearMusic: () => Promise<number>
}

export function clearingJobs(
  context: Parts & Pick<Context, 'log'>,
  files: Pick<FileKeeper, 'clearUnused' | 'clearStray'>,
  voice: VoiceClearing,
): Job[] {
  const job = (name: string, when: string, clear: (signal: AbortSignal) => Promise<number>): Job => ({
    name,
    when,
    async run(signal) {
      const cleared = await clear(signal)
      if (cleared > 0) context.log.info({ job: name, cleared }, 'Cleared away what was kept long enough.')
    },
  })
  return [
    job('clear-events', '12 * * * *', async (signal) => await clearEvents(context, signal)),
    job('clear-sign-in', '42 * * * *', async () => await clearSignIn(context)),
    job('clear-recordings', '33 * * * *', async (signal) => await voice.clearRecordings(signal)),
    { ...job('clear-music', '7 4 * * *', async () => await voice.clearMusic()), madeUpFor: true },
    job('clear-files', '27 * * * *', async (signal) => await files.clearUnused(signal)),
    {
      ...job('clear-stray-bytes', '52 3 * * *', async (signal) => await files.clearStray(signal)),
      madeUpFor: true,
    },
  ]
}
