/**
 * A server that is killed between the bytes of a file and its row. Arguments: where the database is, the folder of files, and what to keep.
 * Prints nothing: it never comes that far.
 */
import { pino } from 'pino'
import { openConfiguration } from '../../configuration/configuration.ts'
import { newId } from '../../context.ts'
import { openDatabase, type Database } from '../../store/database.ts'
import { hangDoorbell } from '../../work/doorbell.ts'
import { createFileKeeper } from '../file-keeper.ts'

const [url = '', folder = '', content = ''] = process.argv.slice(2)
const log = pino({ level: 'silent' })
const now = Date.now
const database = await openDatabase({ address: url, log })
const doorbell = await hangDoorbell(database, log)
const configuration = await openConfiguration({ database, doorbell, log, now })

const dying: Database = {
  ...database,
  transaction: async (work, options) =>
    await database.transaction(
      async (transaction) =>
        await work({
          ...transaction,
          execute: async (statement, ...params) => {
            if (statement.name === 'file.insert') process.kill(process.pid, 'SIGKILL')
            return await transaction.execute(statement, ...params)
          },
        }),
      options,
    ),
}

const files = createFileKeeper({
  context: { database: dying, configuration, log, now, newId, doorbell },
  folder,
})
await files.keepForCustomer({
  accountId: 'acc_widget',
  user: 'vis_1',
  name: 'notas.txt',
  bytes: Buffer.from(content),
})
