import { existsSync } from 'node:fs'
import { mkdir, readlink, stat, truncate } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { copyBinaries } from './binary-copy.ts'
import { findBinaryPackage } from './binary-package.ts'

describe('the copy of the PostgreSQL package', () => {
  it('has the links that the package cannot hold, and is open to any user', async () => {
    const native = copyBinaries(await findBinaryPackage(), await temporaryFolder())
    expect(await readlink(path.join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect((await stat(path.join(native, 'bin/postgres'))).mode & 0o777).toBe(0o755)
    expect((await stat(path.join(native, 'lib/libpq.so.5'))).mode & 0o777).toBe(0o644)
  })

  it('is made once, anew when a file of it is cut off, and takes the place of its older versions', async () => {
    const folder = await temporaryFolder()
    const binaries = await findBinaryPackage()
    const older = ['program-18.0.0', 'program-17.9.0']
    for (const name of older) await mkdir(path.join(folder, name))
    const postgres = path.join(copyBinaries(binaries, folder), 'bin/postgres')
    const { ino, size } = await stat(postgres)
    expect(older.map((name) => existsSync(path.join(folder, name)))).toEqual([false, true])

    copyBinaries(binaries, folder)
    expect((await stat(postgres)).ino).toBe(ino)

    await truncate(postgres, 0)
    copyBinaries(binaries, folder)
    expect((await stat(postgres)).size).toBe(size)
  })
})
