import { describe, expect, it } from 'vitest'
import { isPublic, isWithin, networksOf } from './address-class.ts'

describe('the open internet', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    'has %s',
    (address) => expect(isPublic(address)).toBe(true),
  )

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.9.9.9',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:a00:1::1',
    'localhost',
    '',
  ])('does not have %s', (address) => expect(isPublic(address)).toBe(false))
})

it('tells whether an address is in a list of addresses and networks', () => {
  const networks = networksOf(['10.1.0.0/16', '192.168.7.7', 'fd00::/8'])
  expect(['10.1.2.3', '192.168.7.7', 'fd12::1'].every((address) => isWithin(networks, address))).toBe(true)
  expect(['10.2.0.1', '192.168.7.8', 'fe80::1', 'x'].some((address) => isWithin(networks, address))).toBe(
    false,
  )
})
