/**
 * Counts what a run of the test runner did, from its JSON report. Nothing that went wrong may count as nothing: a file that did
 * not load, an error outside any test and a run that left no report are each a failure.
 */
import { z } from 'zod'

export interface TestCount {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const reportShape = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

export const oneFailure: TestCount = { passed: 0, failed: 1, skipped: 0 }

export function countTests(report: string | undefined, exitCode: number): TestCount {
  if (report === undefined) return oneFailure
  const run = reportShape.parse(JSON.parse(report))
  const brokenFiles = run.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = run.numFailedTests + brokenFiles.length
  return {
    passed: run.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: run.numPendingTests + run.numTodoTests,
  }
}

export const addUp = (counts: readonly TestCount[]): TestCount => ({
  passed: counts.reduce((sum, count) => sum + count.passed, 0),
  failed: counts.reduce((sum, count) => sum + count.failed, 0),
  skipped: counts.reduce((sum, count) => sum + count.skipped, 0),
})

export const summaryLine = ({ passed, failed, skipped }: TestCount): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
