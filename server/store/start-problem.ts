/**
 * A reason why the server cannot start that the person starting it can do something about: a wrong
 * `DATABASE_URL`, a full disk, a data directory in use. The message is complete and says what to do, so it is
 * printed as it is, without a stack trace.
 */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}
