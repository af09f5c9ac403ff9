import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registeredStatements } from './statement.ts'
import { createTestDatabase, type TestDatabase } from './test/test-database.ts'

const server = path.join(import.meta.dirname, '..')

/** Every module of the server that registers a statement. */
async function importStatementModules(): Promise<number> {
  const registers = /\bstatement(<|\()/
  let count = 0
  for await (const file of glob('**/*.ts', { cwd: server })) {
    const isOther =
      file.endsWith('.test.ts') ||
      /(^|\/)test\//.test(file) ||
      ['main.ts', 'store/statement.ts'].includes(file)
    if (isOther || !registers.test(await readFile(path.join(server, file), 'utf8'))) continue
    await import(path.join(server, file))
    count += 1
  }
  return count
}

describe('the statements', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(async () => await test.drop())

  it('all fit the schema', async () => {
    expect(await importStatementModules()).toBeGreaterThan(0)
    const broken: string[] = []
    for (const { name, text } of registeredStatements()) {
      await test.database
        .transaction(
          async (transaction) =>
            await transaction.script(`prepare "${name}" as ${text}; deallocate "${name}"`),
        )
        .catch((error: unknown) =>
          broken.push(`${name}: ${error instanceof Error ? error.message : String(error)}`),
        )
    }
    expect(broken).toEqual([])
    expect(registeredStatements().length).toBeGreaterThan(0)
  })
})
