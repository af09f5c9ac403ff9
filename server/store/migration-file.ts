import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** One step of the schema, from `NNNN-name.sql`. Numbers count from 1 without gaps, so two people who add the same number notice. */
export interface MigrationFile {
  readonly number: number
  readonly name: string
  readonly text: string
  readonly hash: string
}

export const migrationsFolder = path.join(import.meta.dirname, 'migrations')

const fileName = /^(\d{4})-([a-z0-9-]+)\.sql$/

/** The migrations of a folder in order. @throws Error when a file name is wrong or a number is missing or used twice. */
export async function readMigrationFiles(folder: string = migrationsFolder): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return await Promise.all(
    names.map(async (file, index): Promise<MigrationFile> => {
      const [, digits = '', name = ''] = fileName.exec(file) ?? []
      const number = Number(digits)
      if (name === '')
        throw new Error(`"${file}" is no name of a migration: NNNN-name.sql, in small letters.`)
      if (number !== index + 1)
        throw new Error(
          `Migration ${file} should have the number ${index + 1}: numbers count from 1, each used once.`,
        )
      // Line ends differ between checkouts of the same commit.
      const text = (await readFile(path.join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      return { number, name, text, hash: createHash('sha256').update(text).digest('hex') }
    }),
  )
}
