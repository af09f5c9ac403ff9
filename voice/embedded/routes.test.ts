import { describe, expect, it } from 'vitest'
import type { ArrangedLeg } from '../engine.ts'
import { audioLinesOf } from './offer.ts'
import { routesOf, type Routes } from './routes.ts'

const leg = (name: string, more: Partial<ArrangedLeg> = {}): ArrangedLeg => ({
  legId: `leg_${name}`,
  partyId: `pty_${name}`,
  bridge: 'main',
  hears: 'bridge',
  speaksTo: 'all',
  isAgent: name !== 'customer',
  isRecorded: false,
  ...more,
})
const none: Routes = new Map()
/** `customer>ana:0` — who is heard by whom on which line. */
const told = (routes: Routes): string[] =>
  [...routes]
    .flatMap(([from, to]) => to.map(({ legId, line }) => `${from.slice(4)}>${legId.slice(4)}:${line}`))
    .toSorted((a, b) => a.localeCompare(b))

describe('who hears whom', () => {
  it('everybody in a bridge hears everybody else, each on a line of its own', () => {
    const { routes } = routesOf([leg('customer'), leg('ana'), leg('bruno')], none, () => 4)
    expect(told(routes)).toEqual([
      'ana>bruno:1',
      'ana>customer:0',
      'bruno>ana:1',
      'bruno>customer:1',
      'customer>ana:0',
      'customer>bruno:0',
    ])
  })

  it('a voice keeps its line as long as it is heard', () => {
    const before = routesOf([leg('customer'), leg('ana'), leg('bruno')], none, () => 4).routes
    const { routes } = routesOf([leg('ana'), leg('bruno')], before, () => 4)
    expect(told(routes)).toEqual(['ana>bruno:1', 'bruno>ana:1'])
  })

  it('whispers reach agents only, listeners nobody, and music drowns everything', () => {
    const { routes } = routesOf(
      [
        leg('customer'),
        leg('ana'),
        leg('sofia', { speaksTo: 'agents' }),
        leg('luis', { speaksTo: 'nobody' }),
        leg('bank', { hears: 'music', bridge: null }),
      ],
      none,
      () => 4,
    )
    expect(told(routes).filter((route) => route.startsWith('sofia'))).toEqual(['sofia>ana:1', 'sofia>luis:2'])
    expect(told(routes).some((route) => route.startsWith('luis') || route.includes('bank'))).toBe(false)
  })

  it('other bridges are other rooms', () => {
    const { routes } = routesOf(
      [leg('customer'), leg('ana', { bridge: 'consult' }), leg('bruno', { bridge: 'consult' })],
      none,
      () => 4,
    )
    expect(told(routes)).toEqual(['ana>bruno:0', 'bruno>ana:0'])
  })

  it('says who is not heard for want of lines', () => {
    const { unheard } = routesOf([leg('customer'), leg('ana'), leg('bruno')], none, () => 1)
    expect(unheard).toHaveLength(3)
  })
})

describe('an offer', () => {
  const offer = [
    'v=0',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 126',
    'a=mid:0',
    'a=sendrecv',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:126 telephone-event/8000',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=mid:1',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=mid:2',
    'a=recvonly',
    'a=rtpmap:111 opus/48000/2',
    'm=audio 9 UDP/TLS/RTP/SAVPF 0',
    'a=mid:3',
  ].join('\r\n')

  it('is read as far as its audio lines with Opus go', () => {
    expect(audioLinesOf(offer)).toEqual([
      { mid: '0', direction: 'sendrecv', opus: 111, digits: new Map([[126, 8000]]) },
      { mid: '2', direction: 'recvonly', opus: 111, digits: new Map() },
    ])
  })

  it.each(['', 'hello', 'v=0', `v=0\r\n${'m=audio 9 x\r\n'.repeat(9_000)}`])(
    'that is none has none',
    (text) => {
      expect(audioLinesOf(text)).toEqual([])
    },
  )
})
