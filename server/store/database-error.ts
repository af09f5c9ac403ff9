import pg from 'pg'

/** The SQLSTATE of an error that PostgreSQL reported, or the system's code of a failed connection. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}

/** True for a row that is there already; with a constraint's name, only for that constraint. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code !== '23505') return false
  return constraint === undefined || error.constraint === constraint
}

/** True when the same transaction, run again from its beginning, may well succeed. */
export function isWorthRetrying(error: unknown): boolean {
  const code = errorCode(error)
  return code === '40001' || code === '40P01'
}

/**
 * True when the connection's prepared statements no longer fit the database (the tables changed under it, or
 * a pooler gave us another backend): the connection is thrown away and the next one prepares anew.
 */
export function isStalePreparation(error: unknown): boolean {
  const code = errorCode(error)
  return (
    code === '26000' || (code === '0A000' && error instanceof Error && error.message.includes('cached plan'))
  )
}
