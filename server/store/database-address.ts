import type pg from 'pg'
import { valueTypes } from './value-type.ts'

/** Where a database is: the text of `DATABASE_URL`, or the parts (the embedded one, by its socket). */
export type DatabaseAddress = string | DatabaseParts

export interface DatabaseParts {
  /** A host name, or the directory of a Unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

/** The driver's settings for an address, for one connection or a pool of them. */
export function connectionSettings(address: DatabaseAddress): pg.ClientConfig {
  return {
    ...(typeof address === 'string' ? { connectionString: address } : address),
    fallback_application_name: 'atiende',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    types: valueTypes,
  }
}
