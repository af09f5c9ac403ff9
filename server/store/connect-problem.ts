import { errorCode } from './database-error.ts'
import type { DatabaseAddress } from './database-address.ts'
import { StartProblem } from './start-problem.ts'

/**
 * A wrong `DATABASE_URL` is the most common reason for a first start to fail. The person gets one message:
 * what was tried (never the password), what is wrong, what to do.
 */

interface Place {
  readonly where: string
  readonly user: string
  readonly database: string
}

/** @throws StartProblem when the text is no address of a PostgreSQL database. */
export function placeOf(address: DatabaseAddress): Place {
  if (typeof address !== 'string')
    return { where: `${address.host}:${address.port}`, user: address.user, database: address.database }
  // An address without a host (its socket is in ?host=) is fine for PostgreSQL and for its driver, but not for URL.
  const complete = address.replace('@/', '@localhost/')
  const url = URL.canParse(complete) ? new URL(complete) : undefined
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartProblem(
      'DATABASE_URL is not the address of a PostgreSQL database. It looks like this: postgresql://user:password@host:5432/database ' +
        '(special characters in the password are written as %40 for @, %2F for / and so on).',
    )
  }
  const user = decodeURIComponent(url.username) || 'the current user'
  const host = url.searchParams.get('host') ?? (decodeURIComponent(url.hostname) || 'localhost')
  return {
    where: `${host}:${url.port || '5432'}`,
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
  }
}

const tlsCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

function reason(code: string | undefined, message: string, { where, user, database }: Place): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `its host is unknown (${where}). Check the host name in DATABASE_URL and this machine's name resolution.`
  if (code === 'ECONNREFUSED')
    return `nothing answers at ${where}. Is PostgreSQL running there, and does it accept connections from this machine?`
  if (code === 'ENOENT')
    return `there is no database socket in ${where}. Is PostgreSQL running, and is its socket in that directory?`
  if (code === 'EACCES') return `this user may not open the database's socket in ${where}.`
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return `there is no route to ${where}.`
  if (code === 'ETIMEDOUT' || message.includes('timeout'))
    return `${where} does not answer. Check the host, the port and the firewalls in between.`
  if (code === '28P01') return `PostgreSQL at ${where} refuses the password of "${user}".`
  if (message.includes('password must be a'))
    return `PostgreSQL at ${where} wants a password for "${user}" and DATABASE_URL has none.`
  if (code === '28000') return `PostgreSQL at ${where} does not let "${user}" in (${message}).`
  if (code === '3D000')
    return `PostgreSQL at ${where} has no database called "${database}". Create it: create database "${database}" owner "${user}" encoding 'UTF8' template template0;`
  if (code === '42501') return `"${user}" may not connect to the database "${database}" at ${where}.`
  if (code === '53300')
    return `PostgreSQL at ${where} has no free connection. Raise its max_connections or close other programs' connections.`
  if (code === '57P03')
    return `PostgreSQL at ${where} is still starting or recovering. Try again when it is ready.`
  if (code !== undefined && tlsCodes.has(code))
    return `the TLS certificate of ${where} cannot be verified (${message}). Give its authority in DATABASE_URL with sslrootcert=<file>.`
  if (message.includes('does not support SSL'))
    return `PostgreSQL at ${where} does not offer TLS. Remove sslmode from DATABASE_URL if the network between is trusted.`
  return `${where} answered: ${message}`
}

/** The message for a connection that could not be made. */
export function connectProblem(error: unknown, address: DatabaseAddress): StartProblem {
  const message = error instanceof Error ? error.message : String(error)
  return new StartProblem(`Cannot use the database: ${reason(errorCode(error), message, placeOf(address))}`, {
    cause: error,
  })
}

/** What a server says of itself. */
export interface ServerKind {
  readonly version: number
  readonly encoding: string
}

const oldestVersion = 15

/** The message for a server that answers but cannot serve us, or undefined. */
export function unfitServer(
  { version, encoding }: ServerKind,
  address: DatabaseAddress,
): StartProblem | undefined {
  const { where, database } = placeOf(address)
  if (version < oldestVersion) {
    return new StartProblem(
      `Cannot use the database: PostgreSQL at ${where} is version ${version}, and Atiende needs ${oldestVersion} or newer.`,
    )
  }
  if (encoding !== 'UTF8') {
    return new StartProblem(
      `Cannot use the database: "${database}" at ${where} stores text as ${encoding}. Create it anew with: create database "${database}" encoding 'UTF8' template template0;`,
    )
  }
  return undefined
}
