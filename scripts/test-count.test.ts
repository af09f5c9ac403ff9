import { describe, expect, it } from 'vitest'
import { addUp, countTests, oneFailure, summaryLine } from './test-count.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

function report(
  counts: { passed?: number; failed?: number; pending?: number; todo?: number },
  ...files: object[]
): string {
  return JSON.stringify({
    numPassedTests: counts.passed ?? 0,
    numFailedTests: counts.failed ?? 0,
    numPendingTests: counts.pending ?? 0,
    numTodoTests: counts.todo ?? 0,
    testResults: files,
  })
}

describe('the count of a run', () => {
  it('takes passed and failed tests from the report', () => {
    const counted = countTests(report({ passed: 1, failed: 1 }, file('failed', 'passed', 'failed')), 1)
    expect(counted).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('counts a file that did not load as a failure', () => {
    const counted = countTests(report({ passed: 1 }, file('passed', 'passed'), file('failed')), 1)
    expect(counted).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('counts an error outside any test as a failure', () => {
    expect(countTests(report({ passed: 1 }, file('passed', 'passed')), 1).failed).toBe(1)
  })

  it('counts a run without a report as a failure, however it ended', () => {
    expect(countTests(undefined, 0)).toEqual(oneFailure)
  })

  it('counts tests left out and tests to be written as skipped', () => {
    expect(countTests(report({ pending: 2, todo: 1 }), 0).skipped).toBe(3)
  })
})

describe('the closing line', () => {
  it('sums all runs', () => {
    const total = addUp([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ])
    expect(summaryLine(total)).toBe('5 passed, 1 failed')
  })

  it('names skipped tests only when there are some', () => {
    expect(summaryLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped')
  })
})
