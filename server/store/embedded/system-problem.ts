import { errorCode } from '../database-error.ts'
import { StartProblem } from '../start-problem.ts'

function reason(code: string | undefined, place: string): string | undefined {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `there is no space left for ${place}. It needs about 200 MB to begin with.`
    case 'EACCES':
    case 'EROFS':
      return `${place} cannot be written. Give this user the right to write there, or set ATIENDE_DATA to another directory.`
    case 'EPERM':
      return process.getuid?.() === 0
        ? `this process is root but may not act as another user, and PostgreSQL refuses to run as root. ` +
            'Run Atiende as an ordinary user (in a container: --user 1000), allow it to change users (capabilities SETUID, SETGID and CHOWN), or set DATABASE_URL.'
        : `the system does not permit it (${place}). Set ATIENDE_DATA to a directory of this user.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `${place} is not a directory. Set ATIENDE_DATA to one.`
    default:
      return undefined
  }
}

function failedCall(error: unknown): string {
  return error instanceof Error && 'syscall' in error ? String(error.syscall) : ''
}

/** What a recursive mkdir says on a file system that is mounted read-only. */
function isUncreatable(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' && failedCall(error) === 'mkdir'
}

function isForbiddenProgram(error: unknown): boolean {
  return errorCode(error) === 'EACCES' && failedCall(error).startsWith('spawn')
}

/** Turns a failure of the system that a person can mend into a message that says how; passes on all others. */
export function systemProblem(error: unknown, place: string): unknown {
  const code = isUncreatable(error) ? 'EROFS' : errorCode(error)
  const message = isForbiddenProgram(error)
    ? `programs may not be run from ${place} (it is mounted with noexec?). Set ATIENDE_DATA to another directory, or set DATABASE_URL.`
    : reason(code, place)
  return message === undefined
    ? error
    : new StartProblem(`Cannot start the embedded database: ${message}`, { cause: error })
}

const outputReasons: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/No space left on device|Disk quota exceeded/i, 'ENOSPC'],
  [/Read-only file system/i, 'EROFS'],
  [/Permission denied/i, 'EACCES'],
]

/** The same for what `initdb` and `postgres` print. */
export function outputProblem(program: string, output: string, place: string): StartProblem {
  const [, code] = outputReasons.find(([pattern]) => pattern.test(output)) ?? []
  const known = reason(code, place)
  if (known !== undefined) return new StartProblem(`Cannot start the embedded database: ${known}`)
  if (output.includes('could not look up effective user ID')) {
    return new StartProblem(
      'Cannot start the embedded database: the user that this process runs as has no name. PostgreSQL needs one: add the user to /etc/passwd, or set DATABASE_URL.',
    )
  }
  return new StartProblem(
    `Cannot start the embedded database: ${program} failed.\n${output.trim()}\nIf you cannot mend this, install PostgreSQL 15 or newer yourself and set DATABASE_URL.`,
  )
}
