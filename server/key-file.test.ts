import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readKeyFile } from './key-file.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atiende-key-'))
  file = path.join(folder, 'deep', 'key')
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

async function modeOf(name: string): Promise<number> {
  return (await stat(name)).mode & 0o777
}

describe('the key file', () => {
  it('is made once, for its owner’s eyes, and read again', async () => {
    const first = await readKeyFile(file)
    expect(await modeOf(file)).toBe(0o600)
    const again = await readKeyFile(file)
    expect(again.derive('sign-in')).toEqual(first.derive('sign-in'))
  })

  it('is the same for servers that start at once, and nothing is left beside it', async () => {
    const keyrings = await Promise.all(Array.from({ length: 12 }, async () => await readKeyFile(file)))
    const keys = new Set(keyrings.map((keyring) => keyring.derive('fingerprint').toString('hex')))
    expect(keys.size).toBe(1)
    expect(await readdir(path.dirname(file))).toEqual(['key'])
  })

  it('that others may read is closed', async () => {
    await readKeyFile(file)
    await chmod(file, 0o644)
    await readKeyFile(file)
    expect(await modeOf(file)).toBe(0o600)
  })

  it('gives each purpose a key of its own, and none of them is what stands in the file', async () => {
    const keyring = await readKeyFile(file)
    const keys = (['sign-in', 'channel-secrets', 'customer-tokens', 'fingerprint'] as const).map((purpose) =>
      keyring.derive(purpose).toString('base64url'),
    )
    expect(new Set([...keys, (await readFile(file, 'utf8')).trim()]).size).toBe(5)
  })

  it('that holds something else, or cannot be made, is told in plain words', async () => {
    const wrong = path.join(folder, 'wrong')
    await writeFile(wrong, 'hunter2')
    await expect(readKeyFile(wrong)).rejects.toThrow(`${wrong} is not a key file of Atiende.`)
    await expect(readKeyFile(path.join(wrong, 'key'))).rejects.toThrow(
      /^Cannot (read|make) the key file .*wrong\/key/,
    )
    await expect(readKeyFile(folder)).rejects.toThrow(/^Cannot read the key file/)
  })
})
