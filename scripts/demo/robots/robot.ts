/**
 * An agent who is a robot. It works through the same doors as a person's page and sees no more than that. When a person opens the same agent's
 * page, it lets everything go at once, and comes back when the person has been gone for a while.
 */
import type { AgentId, ReasonId } from '#core/id.ts'
import type { LiveEvent } from '#protocol/live.ts'
import type { InteractionView } from '#protocol/interaction.ts'
import type { Dice } from '../dice.ts'
import { createPatience, SentAway, type Patience } from '../patience.ts'
import type { Desk, Listening } from './desk.ts'
import { Work } from './work.ts'

export type RobotParts = {
  readonly agentId: AgentId
  readonly name: string
  readonly dice: Dice
  readonly pace: number
  readonly enter: (listening: Listening) => Promise<Desk>
  /** How many pages of this agent are open, the robot's own too. */
  readonly pages: () => number
  /** One of the crew at a time; the answer ends it. Null: not now. */
  readonly takeTurnToRest: () => (() => void) | null
  readonly onProblem: (error: unknown) => void
}

export interface Robot {
  close(): Promise<void>
}

const second = 1_000
const minute = 60 * second
const lookEveryMs = second
const goneForMs = 45 * second

export function startRobot(parts: RobotParts): Robot {
  const { dice, pace, pages, onProblem } = parts
  const dismissed = new AbortController()
  const patience = createPatience(dismissed.signal, pace)

  async function live(): Promise<void> {
    await patience.rest(dice.between(0, 6) * second)
    for (;;) {
      if (pages() === 0) await shift()
      await untilFree()
    }
  }

  /** Nobody has the page open, and has not had it open for a while. */
  async function untilFree(): Promise<void> {
    for (let freeMs = 0; freeMs < goneForMs;) {
      await patience.rest(lookEveryMs)
      freeMs = pages() === 0 ? freeMs + lookEveryMs : 0
    }
  }

  async function shift(): Promise<void> {
    const over = new AbortController()
    const end = (): void => over.abort()
    dismissed.signal.addEventListener('abort', end)
    // Watched from the first moment: a person may come at any.
    const watch = setInterval(() => pages() > 1 && end(), lookEveryMs)
    let desk: Desk | null = null
    let work: Work | null = null
    const early: ((work: Work) => void)[] = []
    const tell = (news: (work: Work) => void): void => (work ? news(work) : void early.push(news))
    try {
      desk = await parts.enter({
        onSnapshot: (interactions: readonly InteractionView[]) => tell((one) => one.learn(interactions)),
        onEvent: (event: LiveEvent) => tell((one) => one.onEvent(event)),
        onLost: end,
      })
      const workspace = await desk.workspace()
      const own = createPatience(over.signal, pace)
      const begun = new Work({ ...parts, desk, workspace, patience: own })
      work = begun
      for (const news of early) news(begun)
      // It cannot speak.
      await desk.askState({ state: 'dnd', channels: ['voice'] })
      await desk.askState({ state: 'ready', channels: ['web-chat'] })
      await restNowAndThen(
        own,
        desk,
        workspace.reasons.map(({ id }) => id),
      )
    } catch (error) {
      if (!(error instanceof SentAway)) onProblem(error)
    } finally {
      clearInterval(watch)
      end()
      dismissed.signal.removeEventListener('abort', end)
      await work?.settle()
      await desk?.close()
    }
  }

  /** For as long as the shift lasts. */
  async function restNowAndThen(own: Patience, desk: Desk, reasons: readonly ReasonId[]): Promise<void> {
    for (;;) {
      await own.rest(dice.between(3, 8) * minute)
      const rested = parts.takeTurnToRest()
      if (!rested) continue
      try {
        await desk.askState({
          state: 'not-ready',
          channels: ['web-chat'],
          reasonId: reasons.length === 0 ? null : dice.pick(reasons),
        })
        await own.rest(dice.between(40, 120) * second)
        await desk.askState({ state: 'ready', channels: ['web-chat'] })
      } finally {
        rested()
      }
    }
  }

  const life = live().catch((error: unknown) => {
    if (!(error instanceof SentAway)) onProblem(error)
  })
  return {
    async close() {
      dismissed.abort()
      await life
    },
  }
}
