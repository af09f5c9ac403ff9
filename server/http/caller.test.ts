import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createCallerOf } from './caller.ts'

function from(address: string, headers: Record<string, string>): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: address })
  return Object.assign(new IncomingMessage(socket), { headers: { host: 'centre.example:8080', ...headers } })
}

const forwarded = {
  'x-forwarded-for': '203.0.113.7',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'centre.example',
}

describe('who opens a connection', () => {
  it('is who it comes from', () => {
    expect(createCallerOf(['loopback'], null)(from('198.51.100.4', {}))).toEqual({
      ip: '198.51.100.4',
      origin: 'http://centre.example:8080',
    })
  })

  it('is who a trusted proxy names', () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(createCallerOf(['loopback'], null)(from(address, forwarded))).toEqual({
        ip: '203.0.113.7',
        origin: 'https://centre.example',
      })
  })

  it('is not who a stranger claims to be', () => {
    for (const trusted of [['loopback'], []])
      expect(createCallerOf(trusted, null)(from('198.51.100.4', forwarded))).toEqual({
        ip: '198.51.100.4',
        origin: 'http://centre.example:8080',
      })
  })

  it('is believed no further than the last proxy we know', () => {
    const chain = { 'x-forwarded-for': '192.0.2.1, 203.0.113.7, 10.0.0.2' }
    expect(createCallerOf(['10.0.0.0/8'], null)(from('10.0.0.1', chain)).ip).toBe('203.0.113.7')
  })

  it('has come to the address that was set, whatever it says', () => {
    expect(createCallerOf(['loopback'], 'https://desk.example')(from('127.0.0.1', {})).origin).toBe(
      'https://desk.example',
    )
  })
})
