/**
 * Fetches the rest of the lists after each snapshot, a page at a time and in the background: what waits beyond the first few hundred, what is
 * stored, and for supervisors what colleagues handle. A newer snapshot ends what was under way; a page that fails is asked for again.
 */
import type { InteractionList } from '#protocol/interaction.ts'
import type { Api } from '../net/api.ts'
import { backoffMs } from '../net/backoff.ts'
import { isPassing } from '../net/problem.ts'
import type { LiveInput } from './fold.ts'

export type FillerOptions = {
  readonly api: Pick<Api, 'list'>
  readonly put: (input: LiveInput) => void
  readonly seesTeam: () => boolean
  readonly dice: () => number
  readonly wait: (ms: number, then: () => void) => () => void
}

export type Filler = { readonly start: (moreWaiting: string | null) => void; readonly close: () => void }

const pageSize = 500
/** Between two pages the screen is painted and keys are answered. */
const breathMs = 30
export function createFiller({ api, put, seesTeam, dice, wait }: FillerOptions): Filler {
  let run = 0
  let stop = (): void => {}

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      stop = wait(ms, resolve)
    })

  async function fetchList(
    list: InteractionList,
    from: string | null,
    mine: number,
    isMoreWaiting: (next: string | null) => boolean,
  ): Promise<void> {
    let after = from
    for (let failures = 0; ;) {
      const answer = await api.list(list, after, pageSize)
      if (run !== mine) return
      if (!answer.ok) {
        // What was decided is decided again the same way.
        if (!isPassing(answer.problem) && answer.problem.code !== 'unexpected') return
        failures += 1
        await pause(backoffMs(failures, dice()))
        if (run !== mine) return
        continue
      }
      failures = 0
      const { interactions, next } = answer.value
      put({ type: 'filled', interactions, hasMoreWaiting: isMoreWaiting(next) })
      if (next === null) return
      after = next
      await pause(breathMs)
      if (run !== mine) return
    }
  }

  async function fill(moreWaiting: string | null, mine: number): Promise<void> {
    const asBefore = (): boolean => moreWaiting !== null
    // Others first: they are few.
    if (seesTeam()) await fetchList('team', null, mine, asBefore)
    if (run === mine) await fetchList('workbin', null, mine, asBefore)
    if (run === mine && moreWaiting !== null)
      await fetchList('pending', moreWaiting, mine, (next) => next !== null)
    if (run === mine) put({ type: 'fill-ended' })
  }

  return {
    start(moreWaiting) {
      stop()
      run += 1
      void fill(moreWaiting, run)
    },
    close() {
      run += 1
      stop()
    },
  }
}
