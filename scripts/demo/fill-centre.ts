/**
 * Fills an empty database with the demo's centre, once: set up by the acts of an administrator, with a week behind it and some conversations
 * going on. All of it is one transaction, so that a start that was interrupted has left nothing.
 *
 * It never touches a centre that is not its own: whoever points it at one is told.
 */
import path from 'node:path'
import type { ConfigurationContext } from '#server/configuration/configuration-context.ts'
import { countOwners, lockConfiguration } from '#server/configuration/configuration-row.ts'
import { openConfiguration } from '#server/configuration/configuration.ts'
import { newId, type Context } from '#server/context.ts'
import { createFileKeeper } from '#server/file/file-keeper.ts'
import { readMemo, writeMemo } from '#server/store/memo-row.ts'
import { StartProblem } from '#server/store/start-problem.ts'
import { setUpCentre } from './centre/set-up.ts'
import { createDice } from './dice.ts'
import { planHistory, planPresent } from './history/plan.ts'
import { openStage } from './history/stage.ts'
import { playHistory } from './history/play.ts'
import { comeInNow, workingDays } from './history/working-day.ts'
import { withinTransaction } from './one-transaction.ts'
import { step, type Say } from './console/step-line.ts'

const filledMemo = 'demo-filled'
/** The widget's door reads it to know whose chat `/demo` carries. */
const accountMemo = 'demo-account'
const seed = 20_480
const dayMs = 86_400_000
/** The written past ends so long before now, so that all of it is over. */
const calmMs = 75 * 60_000
const comingInMs = 30 * 60_000

/** Nobody is listening to a centre that does not exist yet. */
const silentDoorbell: Context['doorbell'] = { ring: () => undefined, on: () => () => undefined }

export type FillOptions = {
  /** Where files go: the server's own folder for them. */
  readonly dataDir: string
  readonly say: Say
  /** How much past there is. Default 7. */
  readonly days?: number
  /** Calls it off: then nothing was done. */
  readonly signal?: AbortSignal
}

/** Whether it had to be filled. @throws StartProblem when there is a centre that is not the demo's. */
export async function fillCentre(context: ConfigurationContext, options: FillOptions): Promise<boolean> {
  const { database } = context
  const isFilled = await database.transaction(async (transaction) => {
    const inside = withinTransaction(database, transaction)
    // Of two that start on the same database, one fills and the other waits here.
    await lockConfiguration(inside)
    if (await readMemo<number>(inside, filledMemo)) return false
    if ((await countOwners(inside)) > 0)
      throw new StartProblem(
        'There is a centre in this database already, and it is not the demo’s. Start the demo without DATABASE_URL and ATIENDE_DATA, or choose an empty database and folder.',
      )
    await fill({ ...context, database: inside, doorbell: silentDoorbell }, options)
    return true
  })
  if (isFilled) await context.configuration.refresh()
  return isFilled
}

async function fill(
  outer: ConfigurationContext,
  { dataDir, say, signal, days = 7 }: FillOptions,
): Promise<void> {
  const at = outer.now()
  const begunAt = at - days * dayMs
  const dice = createDice(seed)
  let clock = Math.min(begunAt, at - dayMs)
  const now = (): number => clock
  const configuration = await openConfiguration({ ...outer, now })
  const context: ConfigurationContext = {
    ...outer,
    configuration,
    now,
    newId: (prefix) => newId(prefix, now()),
  }
  const files = createFileKeeper({ context, folder: path.join(dataDir, 'files') })

  say('Filling the demo centre «Luz y Barro», once:\n')
  const centre = await step(
    say,
    '  queues, people, skills, reasons, outcomes, responses',
    async () => await setUpCentre(context, files),
  )
  const stage = openStage({
    context,
    files,
    centre,
    dice,
    // Nothing of the past may lie in the future.
    setClock: (instant) => {
      signal?.throwIfAborted()
      clock = Math.min(instant, at)
    },
  })
  const calmSince = at - calmMs
  const past = planHistory(dice, { from: begunAt, until: calmSince })
  await step(say, `  the last ${days} days: ${past.length} conversations`, async () => {
    await playHistory(stage, past, workingDays(stage, begunAt, calmSince))
  })
  const present = planPresent(dice, at, past)
  await step(say, `  what is going on now: ${present.length} conversations`, async () => {
    clock = at - comingInMs
    await comeInNow(
      stage,
      present.flatMap(({ agent }) => agent ?? []),
    )
    await playHistory(stage, present)
    clock = at
    await stage.leave()
  })
  await writeMemo(outer.database, accountMemo, centre.accounts.ventas, at)
  await writeMemo(outer.database, filledMemo, at, at)
  configuration.close()
}
