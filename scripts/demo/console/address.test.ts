import { expect, it } from 'vitest'
import { addressFromHere } from './address.ts'

it('is this machine, unless the server listens on one address only', () => {
  for (const host of [null, '::', '0.0.0.0'])
    expect(addressFromHere(host, 8080)).toBe('http://127.0.0.1:8080')
  expect(addressFromHere('192.168.1.20', 80)).toBe('http://192.168.1.20:80')
  expect(addressFromHere('fd00::1', 8080)).toBe('http://[fd00::1]:8080')
})
