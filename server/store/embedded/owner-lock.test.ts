import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startServerProcess, type ServerProcess } from '../test/server-process.ts'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { takeOwnerLock } from './owner-lock.ts'

async function startHolder(folder: string): Promise<ServerProcess> {
  const holder = await startServerProcess('lock-holder.ts', [folder])
  onTestFinished(async () => await holder.end('SIGKILL'))
  return holder
}

async function ownerFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('owner-'))
}

describe('the lock of a data area', () => {
  it('has one owner at a time', async () => {
    const folder = await temporaryFolder()
    const first = await takeOwnerLock(folder)
    await expect(takeOwnerLock(folder)).rejects.toThrow(`process ${process.pid}`)
    await first.release()
    const second = await takeOwnerLock(folder)
    await expect(takeOwnerLock(folder)).rejects.toThrow('is running on this data directory')
    await second.release()
  })

  it('passes from a killed owner to one of many that start at once', async () => {
    const folder = await temporaryFolder()
    const killed = await startHolder(folder)
    expect(killed.said).toBe('owner')
    await killed.end('SIGKILL')
    const holders = await Promise.all(Array.from({ length: 6 }, async () => await startHolder(folder)))
    const owners = holders.filter(({ said }) => said === 'owner')
    expect(owners).toHaveLength(1)
    expect(holders.filter(({ said }) => said === 'StartProblem')).toHaveLength(5)
    const [file = ''] = await ownerFiles(folder)
    expect(JSON.parse(await readFile(path.join(folder, file), 'utf8'))).toMatchObject({ pid: owners[0]?.pid })
  })

  it('passes on when its number belongs to a process that started later', async () => {
    const folder = await temporaryFolder()
    await writeFile(
      path.join(folder, 'owner-7.json'),
      JSON.stringify({ pid: process.pid, identity: 'another boot/1' }),
    )
    await takeOwnerLock(folder)
    expect(await ownerFiles(folder)).toEqual(['owner-8.json'])
  })

  it('passes on when a power cut has left its file empty', async () => {
    const folder = await temporaryFolder()
    await writeFile(path.join(folder, 'owner-1.json'), '')
    await takeOwnerLock(folder)
    expect(await ownerFiles(folder)).toEqual(['owner-2.json'])
  })

  it('never counts back, so a slow starter cannot create the file of a number that was there before', async () => {
    const folder = await temporaryFolder()
    for (const number of [1, 2, 3]) {
      const lock = await takeOwnerLock(folder)
      await lock.release()
      expect(await ownerFiles(folder)).toEqual([`owner-${number}.json`])
    }
  })
})
