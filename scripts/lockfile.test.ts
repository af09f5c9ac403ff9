import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

describe('package-lock.json', () => {
  const lock = read('package-lock.json')

  it('names no registry, so that everybody installs from their own', () => {
    const addresses = [...lock.matchAll(/"resolved": "([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(addresses.filter((address) => /^[a-z+]+:/.test(address))).toEqual([])
  })

  it('pins every package by its content', () => {
    const { packages } = JSON.parse(lock) as {
      packages: Record<string, { integrity?: string; bundled?: boolean; inBundle?: boolean }>
    }
    const loose = Object.entries(packages).filter(
      ([path, entry]) => path !== '' && !entry.integrity && !entry.inBundle,
    )
    expect(loose.map(([path]) => path)).toEqual([])
  })
})

describe('package.json', () => {
  it('asks for exact versions only', () => {
    const own = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>
    const asked = { ...own['dependencies'], ...own['devDependencies'], ...own['optionalDependencies'] }
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    )
  })
})
