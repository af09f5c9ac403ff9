/**
 * A database that is one transaction of another: what is done in it is done whole or not at all, however many acts it takes, and nobody sees
 * any of it before. The acts inside follow one another; one that fails fails everything.
 */
import type { Database } from '#server/store/database.ts'
import type { Transaction } from '#server/store/transaction.ts'

export function withinTransaction(database: Database, transaction: Transaction): Database {
  let turn: Promise<unknown> = Promise.resolve()

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return await mine
  }

  return {
    ...database,
    query: async (statement, ...params) => await transaction.query(statement, ...params),
    execute: async (statement, ...params) => await transaction.execute(statement, ...params),
    transaction: async (work) => await inTurn(async () => await work(transaction)),
    listen: () => Promise.reject(new Error('Nobody is told of anything within a transaction.')),
    close: () => Promise.reject(new Error('The transaction ends by itself.')),
  }
}
