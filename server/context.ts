/**
 * What every act is given: the database, the configuration as it stands, the clock and the dice. One object, built in `main.ts`;
 * tests build their own with another clock.
 */
import { randomBytes, randomInt } from 'node:crypto'
import type { Logger } from 'pino'
import type { Configuration } from './configuration/configuration.ts'
import type { Database } from './store/database.ts'

export type Context = {
  readonly database: Database
  readonly configuration: Configuration
  readonly log: Logger
  /** Epoch ms. */
  now(): number
  /** A new id that sorts by time, with its kind's prefix: `newId('int')`. */
  newId<Prefix extends string>(prefix: Prefix): `${Prefix}_${string}`
  /** Rings after a commit that wrote events, outbox rows or timers, so that nobody has to poll for them. */
  readonly doorbell: Doorbell
}

/** Told after commit, never inside a transaction. Coalesced: many rings before anybody looks are one. */
export interface Doorbell {
  ring(bell: 'events' | 'outbox' | 'timers' | 'configuration'): void
  on(bell: 'events' | 'outbox' | 'timers' | 'configuration', listener: () => void): () => void
}

/** 10 characters of time (ms, sortable) and 14 of dice, base 36. */
export function newId<Prefix extends string>(prefix: Prefix, at: number = Date.now()): `${Prefix}_${string}` {
  const time = at.toString(36).padStart(9, '0')
  let dice = ''
  for (const byte of randomBytes(10)) dice += (byte % 36).toString(36)
  return `${prefix}_${time}${dice}${randomInt(1296).toString(36).padStart(2, '0')}`
}
