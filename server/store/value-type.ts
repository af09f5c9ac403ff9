import pg from 'pg'

/**
 * How column values arrive in JavaScript, where it differs from the driver's own choice:
 * - `int8` is a number (epoch milliseconds, counters). One that a number cannot hold exactly is an error, never a rounded value.
 * - `date` stays text (`2026-11-20`): it has no time zone, so it is not an instant.
 * - `xid8` stays text, as all types without a parser do: it is compared in SQL, never here.
 */

const { builtins } = pg.types

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new RangeError('An int8 column holds more than a number can: select it as text.')
  return value
}

function keepText(text: string): string {
  return text
}

function textParser(oid: number): ((text: string) => unknown) | undefined {
  if (oid === builtins.INT8) return parseInt8
  if (oid === builtins.DATE) return keepText
  return undefined
}

/** For the `types` setting of a connection. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : textParser(oid)) ??
    pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}
