/** Waiting in tests: for something that must come, and long enough to see that something does not. */
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

/** Resolves when `holds`; fails after two seconds with what was waited for. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const giveUpAt = performance.now() + 2_000
  while (!holds()) {
    assert.ok(performance.now() < giveUpAt, `waited in vain until ${what}`)
    await sleep(2)
  }
}

/** Lets everything that is on its way arrive: what has not happened by then was not going to. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  await sleep(5)
}
