/** Robots for everybody whose work is not kept for people. */
import { isRefusal } from '#core/step.ts'
import type { RunningServer } from '#server/server.ts'
import { emailOf, people, personKeys } from '../centre/people.ts'
import type { Dice } from '../dice.ts'
import { openDesk } from './desk.ts'
import { startRobot, type Robot } from './robot.ts'

export type CrewParts = {
  readonly server: RunningServer
  /** As `http://127.0.0.1:8080`. */
  readonly address: string
  readonly dice: Dice
  readonly pace: number
}

export interface Crew {
  readonly names: readonly string[]
  close(): Promise<void>
}

export function startCrew({ server, address, dice, pace }: CrewParts): Crew {
  const { configuration, log } = server.context
  let isSomebodyResting = false

  const crew = personKeys.flatMap((key): { name: string; robot: Robot }[] => {
    // An administrator may have changed the name or let somebody go.
    const agent = configuration.agents().find(({ email }) => email === emailOf(key))
    if (!agent || people[key].isKeptForPeople) return []
    const robot = startRobot({
      agentId: agent.id,
      name: agent.name,
      dice,
      pace,
      pages: () => server.pagesOf(agent.id),
      async enter(listening) {
        const link = await server.signIn.createLink(agent.id, address)
        if (isRefusal(link)) throw new Error(`There is no sign-in link for ${agent.id}: ${link.refused}`)
        return await openDesk(address, link.url, listening)
      },
      takeTurnToRest() {
        if (isSomebodyResting) return null
        isSomebodyResting = true
        return () => {
          isSomebodyResting = false
        }
      },
      onProblem: (error) =>
        log.warn({ err: error, agentId: agent.id }, 'A robot of the demo could not go on.'),
    })
    return [{ name: agent.name, robot }]
  })

  return {
    names: crew.map(({ name }) => name),
    async close() {
      await Promise.all(crew.map(async ({ robot }) => await robot.close()))
    },
  }
}
