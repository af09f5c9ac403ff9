/**
 * The contract that every channel passes. A channel's test calls `channelContract` with a way to make the channel on a provider that the
 * test plays; each promise becomes one test. A promise that cannot apply is declined with the reason, in words, and the reason shows
 * in the test's title. The suite itself is tested with channels that each break one promise (`contract.test.ts`).
 */
import assert from 'node:assert/strict'
import { describe, expect, it } from 'vitest'
import { contractCases, type ContractCase } from './contract/cases.ts'
import type { ChannelTrial } from './contract/trial.ts'

export type { Answer, ChannelTrial, Failure, TrialCustomer } from './contract/trial.ts'
export { settle, until } from './contract/patience.ts'

const shortestReason = 30

async function decline(reason: string): Promise<void> {
  assert.ok(reason.length >= shortestReason, `a reason in words, not "${reason}"`)
}

export function channelContract(trial: ChannelTrial): void {
  const promises = Object.entries(contractCases).map(([id, { promise, check }]) => {
    const reason = trial.declines?.[id as ContractCase]
    if (reason === undefined) return { title: promise, test: () => check(trial) }
    return { title: `declines "${promise}": ${reason}`, test: () => decline(reason) }
  })
  describe(`${trial.name} holds the channel contract`, () => {
    it.each(promises)('$title', async ({ test }) => {
      await expect(test()).resolves.toBeUndefined()
    })
  })
}
