import { mkdir, rm, stat, symlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { openSocketFolder } from './socket-folder.ts'

describe('the folder of the socket', () => {
  it('is in the data area, for its user alone', async () => {
    const area = { folder: await temporaryFolder(), runAs: undefined }
    const place = await openSocketFolder(area)
    expect(place).toBe(path.join(area.folder, 'socket'))
    expect((await stat(place)).mode & 0o777).toBe(0o700)
    expect(await openSocketFolder(area)).toBe(place)
  })

  it('is below /tmp when a path in the data area would be too long for a socket, and never a link that somebody left there', async () => {
    const area = { folder: path.join(await temporaryFolder(), 'x'.repeat(100)), runAs: undefined }
    await mkdir(area.folder)
    const place = await openSocketFolder(area)
    onTestFinished(async () => await rm(place, { recursive: true, force: true }))
    expect(place).toMatch(/^\/tmp\/atiende-[0-9a-f]{12}$/)
    expect(await openSocketFolder(area)).toBe(place)
    await rm(place, { recursive: true })
    await symlink(area.folder, place)
    await expect(openSocketFolder(area)).rejects.toThrow('belongs to somebody else')
  })
})
