import { describe, expect, it } from 'vitest'
import type { PartyView } from '#protocol/call.ts'
import { dutyOf, type OpenedLine, type Standing } from './duty.ts'

const since = 1_000
const up = (legId: `leg_${string}`): PartyView['leg'] => ({ name: 'up', since, untilAt: null, legId })
const down = (name: 'ringing' | 'joining' | 'lost'): PartyView['leg'] => ({
  name,
  since,
  untilAt: 9_000,
  legId: null,
})
const line = (more: Partial<OpenedLine> = {}): OpenedLine => ({
  legId: 'leg_mine',
  wasUp: true,
  isBroken: false,
  instead: null,
  ...more,
})
const page = (more: Partial<Standing> = {}): Standing => ({
  line: null,
  claim: 'none',
  attention: 'focused',
  ...more,
})

describe('what a page has to do about a call', () => {
  it('is nothing while the agent is only rung', () => {
    expect(dutyOf(down('ringing'), page({ claim: 'asked' }))).toEqual({ do: 'nothing' })
  })

  it.each(['joining', 'lost'] as const)('where it was asked for and the leg is %s: to open one', (name) => {
    expect(dutyOf(down(name), page({ claim: 'asked' }))).toEqual({ do: 'open' })
    expect(dutyOf(down(name), page({ claim: { kept: 'leg_old' } }))).toEqual({ do: 'open' })
  })

  it('where it was not: to wait for whoever it belongs to, the shorter the more it is looked at', () => {
    const at = (attention: Standing['attention'], name: 'joining' | 'lost'): unknown =>
      dutyOf(down(name), page({ attention }))
    expect([at('focused', 'joining'), at('visible', 'joining'), at('hidden', 'joining')]).toEqual([
      { do: 'open-at', at: 1_700 },
      { do: 'open-at', at: 2_500 },
      { do: 'open-at', at: 6_000 },
    ])
    expect([at('focused', 'lost'), at('visible', 'lost'), at('hidden', 'lost')]).toEqual([
      { do: 'open-at', at: 5_000 },
      { do: 'open-at', at: 5_500 },
      { do: 'open-at', at: 8_000 },
    ])
  })

  it('where another device has it: to stay silent until it is asked', () => {
    expect(dutyOf(up('leg_other'), page())).toEqual({ do: 'leave' })
    expect(dutyOf(up('leg_other'), page({ claim: { kept: 'leg_mine' } }))).toEqual({ do: 'leave' })
    expect(dutyOf(up('leg_other'), page({ claim: 'asked' }))).toEqual({ do: 'open' })
  })

  it('after a reload that was quicker than the server: to open another in its own place', () => {
    expect(dutyOf(up('leg_mine'), page({ claim: { kept: 'leg_mine' } }))).toEqual({ do: 'open' })
  })

  it('with a line that is the leg: to keep it', () => {
    expect(dutyOf(up('leg_mine'), page({ line: line() }))).toEqual({ do: 'keep' })
  })

  it('with one on its way: to keep it, whatever is shown until it is there', () => {
    const onItsWay = line({ legId: null, wasUp: false })
    expect(dutyOf(down('joining'), page({ line: onItsWay }))).toEqual({ do: 'keep' })
    expect(dutyOf(down('lost'), page({ line: line({ wasUp: false }) }))).toEqual({ do: 'keep' })
    expect(dutyOf(up('leg_other'), page({ line: line({ wasUp: false }) }))).toEqual({ do: 'keep' })
  })

  it('with one that failed: to try again, but not against another device that has it meanwhile', () => {
    const broken = line({ legId: null, wasUp: false, isBroken: true, instead: 'leg_old' })
    expect(dutyOf(up('leg_old'), page({ line: broken }))).toEqual({ do: 'keep' })
    expect(dutyOf(down('lost'), page({ line: broken }))).toEqual({ do: 'keep' })
    expect(dutyOf(up('leg_other'), page({ line: broken, claim: 'asked' }))).toEqual({ do: 'leave' })
  })

  it('with one that was replaced: to leave it; with one that the server has lost: to open another', () => {
    expect(dutyOf(up('leg_other'), page({ line: line(), claim: 'asked' }))).toEqual({ do: 'leave' })
    expect(dutyOf(down('lost'), page({ line: line() }))).toEqual({ do: 'open' })
  })
})
