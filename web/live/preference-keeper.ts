/**
 * What the agent prefers, on every device: a wish holds on this page at once, is kept on the server, and is taken back with a word when that fails.
 * What another page of the same agent saved comes by the live line and holds here too, except where a wish of this page is still on its way: a
 * handle that is being dragged is not pulled out of the hand by its own echo.
 */
import type { Preferences } from '#protocol/workspace.ts'
import type { Answer, Problem } from '../net/problem.ts'
import { createStore, type Store } from './store.ts'

type Changes = Partial<Preferences>

export type PreferenceKeeper = {
  /** What is wished here and not yet confirmed, later wishes over earlier ones. */
  readonly wished: Store<Changes>
  /** At once. */
  readonly save: (changes: Changes) => Promise<void>
  /** Holds at once; sent when nothing more was wished for a moment. For what changes with every movement. */
  readonly saveSoon: (changes: Changes) => void
  /** Another page has saved, or this one: all that is kept now. */
  readonly heard: (preferences: Preferences) => void
  readonly close: () => void
}

export type PreferenceKeeperOptions = {
  readonly send: (changes: Changes) => Promise<Answer<unknown>>
  /** Changes what the page knows to be kept. */
  readonly keep: (change: (before: Preferences) => Preferences) => void
  readonly tellProblem: (problem: Problem) => void
  readonly wait: (ms: number, then: () => void) => () => void
}

/** How long a hand rests before what it moved is worth sending. */
const restMs = 400

export function createPreferenceKeeper(options: PreferenceKeeperOptions): PreferenceKeeper {
  const wished = createStore<Changes>({})
  let onTheirWay: readonly Changes[] = []
  let soon: Changes | null = null
  let stopWaiting = (): void => {}

  const show = (): void => wished.update(() => Object.assign({}, ...onTheirWay, soon) as Changes)

  async function save(changes: Changes): Promise<void> {
    onTheirWay = [...onTheirWay, changes]
    show()
    const answer = await options.send(changes)
    onTheirWay = onTheirWay.filter((one) => one !== changes)
    if (answer.ok) options.keep((before) => ({ ...before, ...changes }))
    else options.tellProblem(answer.problem)
    show()
  }

  function sendSoon(): void {
    stopWaiting()
    const changes = soon
    soon = null
    if (changes) void save(changes)
  }

  return {
    wished,
    save,
    saveSoon(changes) {
      soon = { ...soon, ...changes }
      show()
      stopWaiting()
      stopWaiting = options.wait(restMs, sendSoon)
    },
    heard: (preferences) => options.keep(() => preferences),
    close: sendSoon,
  }
}
