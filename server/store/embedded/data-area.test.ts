import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../store-log.ts'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { findClosedDoor, openDataArea } from './data-area.ts'

const isRoot = process.getuid?.() === 0
const somebody = { uid: 4_000_000, gid: 4_000_000 }
const note = 'postgres-is-elsewhere.json'

async function writeNote(dataDirectory: string, databaseFolder: string): Promise<void> {
  await mkdir(dataDirectory, { recursive: true })
  await writeFile(path.join(dataDirectory, note), JSON.stringify({ dataDirectory, databaseFolder }))
}

describe('the place of the embedded database', () => {
  it('is in the data directory when its user can reach it', async () => {
    const dataDir = path.join(await temporaryFolder(), 'data')
    const { folder, runAs } = await openDataArea(dataDir, silentLog)
    expect(folder).toBe(path.join(dataDir, 'postgres'))
    expect(runAs === undefined).toBe(!isRoot)
    expect((await stat(folder)).mode & 0o777).toBe(isRoot ? 0o711 : 0o700)
  })

  it('is where the note says, also after the data directory was renamed', async () => {
    const folder = await temporaryFolder()
    const [before, after, elsewhere] = ['before', 'after', 'elsewhere'].map((name) =>
      path.join(folder, name),
    ) as [string, string, string]
    await mkdir(elsewhere)
    await writeNote(before, elsewhere)
    expect(await openDataArea(before, silentLog)).toMatchObject({ folder: elsewhere })
    await rename(before, after)
    expect(await openDataArea(after, silentLog)).toMatchObject({ folder: elsewhere })
    expect(JSON.parse(await readFile(path.join(after, note), 'utf8'))).toMatchObject({ dataDirectory: after })
  })

  it('is not shared by a data directory and its copy', async () => {
    const folder = await temporaryFolder()
    const elsewhere = path.join(folder, 'elsewhere')
    await mkdir(elsewhere)
    await writeNote(path.join(folder, 'original'), elsewhere)
    await writeNote(path.join(folder, 'copy'), elsewhere)
    await writeFile(
      path.join(folder, 'copy', note),
      await readFile(path.join(folder, 'original', note), 'utf8'),
    )
    await expect(openDataArea(path.join(folder, 'copy'), silentLog)).rejects.toThrow(
      /seems to be a copy of .*original/,
    )
  })

  it('is not silently made anew when it is gone', async () => {
    const folder = await temporaryFolder()
    await writeNote(folder, path.join(folder, 'gone'))
    await expect(openDataArea(folder, silentLog)).rejects.toThrow(/that folder is gone\. Restore it/)
  })

  it('is behind a closed door when one directory on the way lets only its owner pass', async () => {
    const folder = await temporaryFolder()
    const inner = path.join(folder, 'closed', 'inner')
    await mkdir(inner, { recursive: true })
    expect(await findClosedDoor(inner, somebody)).toBeUndefined()
    await chmod(path.join(folder, 'closed'), 0o700)
    expect(await findClosedDoor(inner, somebody)).toBe(path.join(folder, 'closed'))
    const { uid, gid } = await stat(folder)
    expect(await findClosedDoor(inner, { uid, gid })).toBeUndefined()
  })
})

describe("the place of root's embedded database", () => {
  it('is outside a data directory that only root can enter, the same one each time', async () => {
    const folder = await temporaryFolder()
    const dataDir = path.join(folder, 'home', 'data')
    const elsewhere = path.join(folder, 'elsewhere')
    await mkdir(dataDir, { recursive: true })
    await chmod(path.dirname(dataDir), 0o700)
    const first = await openDataArea(dataDir, silentLog, { runAs: somebody, elsewhere })
    expect(path.dirname(first.folder)).toBe(elsewhere)
    expect(path.basename(first.folder)).toMatch(/^[0-9a-f]{12}$/)
    expect(await findClosedDoor(first.folder, somebody)).toBeUndefined()
    expect(JSON.parse(await readFile(path.join(dataDir, note), 'utf8'))).toMatchObject({
      databaseFolder: first.folder,
      dataDirectory: dataDir,
    })
    // Were the permissions to decide anew, the data would seem lost now.
    await chmod(path.dirname(dataDir), 0o755)
    expect(await openDataArea(dataDir, silentLog, { runAs: somebody, elsewhere })).toEqual(first)
  })

  it('stays where it is when its way is closed later, and says how to open it', async () => {
    const folder = await temporaryFolder()
    const root = { runAs: somebody, elsewhere: path.join(folder, 'elsewhere') }
    const dataDir = path.join(folder, 'data')
    const area = await openDataArea(dataDir, silentLog, root)
    await mkdir(path.join(area.folder, 'cluster'))
    await chmod(dataDir, 0o700)
    await expect(openDataArea(dataDir, silentLog, root)).rejects.toThrow(`chmod o+x ${dataDir}`)
  })

  it('is refused to another user than the one it was made for', async () => {
    const folder = await temporaryFolder()
    const root = { runAs: somebody, elsewhere: path.join(folder, 'elsewhere') }
    await mkdir(path.join(folder, 'postgres/cluster'), { recursive: true })
    await expect(openDataArea(folder, silentLog, root)).rejects.toThrow('belongs to another user')
  })
})
