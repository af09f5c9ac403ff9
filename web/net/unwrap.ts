/** The query cache knows failures only as exceptions: a problem travels in one, and is a value again where it is shown. */
import type { Answer, Problem } from './problem.ts'

export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

export async function unwrap<Value>(asked: Promise<Answer<Value>>): Promise<Value> {
  const answer = await asked
  if (answer.ok) return answer.value
  throw new ProblemError(answer.problem)
}

export function problemOfError(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : { code: 'unexpected', details: {} }
}
