import { expect, it } from 'vitest'
import { iceServers } from './ice-settings.ts'

const urls = ['stun:stun.example', 'turn:turn.example:3478?transport=udp', 'turns:turn.example']

it('gives everybody a name and a password that end by themselves', () => {
  const servers = iceServers(
    { urls, turn: { by: 'secret', secret: 'north' } },
    'agt_ana',
    Date.UTC(2026, 0, 1),
  )
  expect(servers).toEqual([
    { urls: ['stun:stun.example'] },
    {
      urls: ['turn:turn.example:3478?transport=udp', 'turns:turn.example'],
      username: '1767312000:agt_ana',
      // printf 1767312000:agt_ana | openssl dgst -sha1 -hmac north -binary | base64
      credential: 'sD7USeed6HDZ+oGfiKTsbVYcA5M=',
    },
  ])
})

it('gives everybody the same where the relay has one password', () => {
  const turn = { by: 'password', user: 'centre', password: 'secret' } as const
  expect(iceServers({ urls, turn }, 'agt_ana', 0)[1]).toMatchObject({
    username: 'centre',
    credential: 'secret',
  })
})

it('is nothing where nothing is set', () => {
  expect(iceServers({ urls: [], turn: null }, 'agt_ana', 0)).toEqual([])
})
