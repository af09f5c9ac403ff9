import { beforeEach, describe, expect, it } from 'vitest'
import { noticeOf, stageOf } from './caller-state.ts'
import { FakeCall, settled, waiting } from './test/fake-call.ts'

let call: FakeCall
beforeEach(() => void (call = new FakeCall()))

describe('a call', () => {
  it('asks for the microphone, then for the call, then offers its sound', async () => {
    void call.session.call({ name: 'Marta' })
    expect(stageOf(call.state)).toBe('microphone')
    expect(call.wires).toHaveLength(0)
    await call.welcome()
    expect(stageOf(call.state)).toBe('calling')
    expect(call.wire.said.at(-1)).toEqual({ type: 'call', answers: { name: 'Marta' } })
    await call.tell({ type: 'call', call: waiting })
    expect(call.wire.said.at(-1)).toEqual({ type: 'offer', sdp: 'offer' })
    await call.up('leg_1')
    expect(call.peer.accepted).toBe('answer')
    expect(call.state).toMatchObject({ sound: 'on', problem: null, call: { legId: 'leg_1' } })
    await call.tell({ type: 'queue', position: 2, waitMs: 60_000 })
    expect(call.state.place).toEqual({ position: 2, waitMs: 60_000 })
    await call.tell({ type: 'call', call: { ...waiting, state: 'talking', leg: 'up', legId: 'leg_1' } })
    expect(call.state.place).toBeNull()
  })

  it('without a microphone is nobody’s: nothing was asked of the server', async () => {
    call.problem = { kind: 'denied' }
    await call.session.call({})
    expect(stageOf(call.state)).toBe('problem')
    expect(call.wires).toHaveLength(0)
    call.problem = null
    await call.connect()
    expect(call.state.sound).toBe('on')
  })

  it.each([
    ['the browser says so', false],
    ['no line is to be had in time', true],
  ])('without a network is told so when %s', async (_what, isOnline) => {
    call.isOnline = isOnline
    void call.session.call({})
    await settled()
    call.clock.advance(12_000)
    expect(call.state.problem).toEqual({ kind: 'offline' })
    expect(call.microphones.every(({ isStopped }) => isStopped)).toBe(true)
    // Tried again, it does not wait for the line's own next try.
    call.isOnline = true
    const before = call.wires.length
    call.wires.at(-1)?.onclose?.()
    void call.session.call({})
    await settled()
    expect(call.wires).toHaveLength(before + 1)
  })

  it('that is refused says why, and lets the microphone go', async () => {
    void call.session.call({})
    await call.welcome()
    await call.tell({ type: 'refused', to: 'call', code: 'outside-hours', text: 'Cerrado.' })
    expect(call.state.problem).toEqual({ kind: 'refused', text: 'Cerrado.' })
    expect(call.microphones[0]?.isStopped).toBe(true)
    expect(call.session.isLive).toBe(false)
  })

  it('that was called off while it began is ended as soon as it is heard of', async () => {
    void call.session.call({})
    await call.welcome()
    call.session.hangUp()
    expect(stageOf(call.state)).toBe('none')
    await call.tell({ type: 'call', call: waiting })
    expect(call.wire.said.at(-1)).toEqual({ type: 'hang-up' })
    expect(call.peers).toHaveLength(0)
    await call.tell({ type: 'call', call: { ...waiting, state: 'over', by: 'customer' } })
    expect(stageOf(call.state)).toBe('none')
  })
})

describe('hanging up', () => {
  it('is done at once, and told', async () => {
    await call.connect()
    call.session.hangUp()
    expect(call.state.call).toMatchObject({ state: 'over', by: 'customer' })
    expect(call.wire.said.at(-1)).toEqual({ type: 'hang-up' })
    expect([call.peer.isClosed, call.microphones[0]?.isStopped, call.hasSound]).toEqual([true, true, false])
    await call.tell({ type: 'call', call: { ...waiting, state: 'over', by: 'customer' } })
    expect([call.wire.isClosed, call.shelf.get('call-live')]).toEqual([true, null])
  })

  it('without a line is told when there is one', async () => {
    await call.connect()
    call.wire.onclose?.()
    call.session.hangUp()
    expect(stageOf(call.state)).toBe('over')
    call.clock.advance(1_000)
    await call.welcome(waiting)
    expect(call.wire.types()).toEqual(['hello', 'hang-up'])
    expect(stageOf(call.state)).toBe('over')
  })

  it('on the other side ends it here; then there is nothing more to see', async () => {
    await call.connect()
    await call.tell({ type: 'call', call: { ...waiting, state: 'over', by: 'agent', leg: 'lost' } })
    expect(call.state.call?.by).toBe('agent')
    expect(call.microphones[0]?.isStopped).toBe(true)
    call.session.dismiss()
    expect(stageOf(call.state)).toBe('none')
  })

  it('can be followed by another call at once', async () => {
    await call.connect()
    call.session.hangUp()
    void call.session.call({})
    await settled()
    expect(call.wire.types().slice(-2)).toEqual(['hang-up', 'call'])
    await call.tell({ type: 'call', call: { ...waiting, id: 'cal_2' } })
    call.clock.advance(11_000)
    expect([call.wire.isClosed, call.state.call?.id]).toEqual([false, 'cal_2'])
  })
})

describe('the sound', () => {
  it('that is lost comes back on a new connection, and the old one is closed', async () => {
    await call.connect()
    call.peer.parts.onState('lost')
    expect([call.state.sound, noticeOf(call.state)]).toEqual(['lost', 'lost'])
    call.clock.advance(1_200)
    await settled()
    expect(call.peers.map(({ isClosed }) => isClosed)).toEqual([true, false])
    await call.up('leg_2')
    expect(call.state.sound).toBe('on')
  })

  it('that the server does not hear is offered anew at once', async () => {
    await call.connect()
    await call.tell({ type: 'call', call: { ...waiting, leg: 'lost' } })
    expect(call.peers).toHaveLength(2)
    expect(call.state.sound).toBe('lost')
  })

  it('that cannot be taken now is offered again later', async () => {
    void call.session.call({})
    await call.welcome()
    await call.tell({ type: 'call', call: waiting })
    await call.tell({ type: 'refused', to: 'offer', code: 'voice-down', text: '…' })
    call.clock.advance(1_000)
    await settled()
    expect(call.wire.types().filter((type) => type === 'offer')).toHaveLength(2)
  })

  it('goes on while the line is lost, and is not offered again when it is back', async () => {
    await call.connect()
    call.wire.onclose?.()
    expect(call.state.sound).toBe('on')
    call.clock.advance(1_000)
    await call.welcome({ ...waiting, leg: 'up', legId: 'leg_1' })
    expect([call.state.sound, call.peers.length]).toEqual(['on', 1])
  })

  it('that was offered on a line that broke is offered on the next', async () => {
    void call.session.call({})
    await call.welcome()
    await call.tell({ type: 'call', call: waiting })
    call.wire.onclose?.()
    call.clock.advance(1_000)
    await call.welcome(waiting)
    expect(call.wire.types()).toEqual(['hello', 'offer'])
  })

  it('that another page has taken is left to it', async () => {
    await call.connect()
    await call.tell({ type: 'call', call: { ...waiting, leg: 'up', legId: 'leg_of_another_page' } })
    expect([call.state.sound, noticeOf(call.state), call.peer.isClosed]).toEqual([
      'elsewhere',
      'elsewhere',
      true,
    ])
    call.clock.advance(60_000)
    expect(call.peers).toHaveLength(1)
    await call.session.bringSound()
    await settled()
    expect(call.peers).toHaveLength(2)
  })

  it('is said to be weak while words are missing', async () => {
    await call.connect()
    call.peer.lost = 0.2
    call.clock.advance(4_000)
    await settled()
    expect(noticeOf(call.state)).toBe('weak')
    call.peer.lost = 0
    call.clock.advance(4_000)
    await settled()
    expect(noticeOf(call.state)).toBeNull()
  })

  it('goes over to another network by a new connection', async () => {
    await call.connect()
    call.session.nudge(true)
    expect(call.peers).toHaveLength(2)
  })
})

describe('a page that comes back', () => {
  it('with the sound takes the call up again, muted if it was', async () => {
    call.hasSound = true
    call.shelf.set('call-live', '1')
    call.session.resume()
    await call.welcome({ ...waiting, state: 'talking', leg: 'lost', isMuted: true })
    expect(call.wire.types()).toEqual(['hello', 'offer'])
    expect(call.microphones[0]?.track.enabled).toBe(false)
    expect(call.state.isMuted).toBe(true)
  })

  it('without it shows the call and asks', async () => {
    call.shelf.set('call-live', '1')
    call.session.resume()
    await call.welcome({ ...waiting, leg: 'up', legId: 'leg_1' })
    expect([stageOf(call.state), noticeOf(call.state)]).toEqual(['call', 'elsewhere'])
    expect(call.microphones).toHaveLength(0)
  })

  it('whose microphone is refused now still has the call, and says so', async () => {
    call.hasSound = true
    call.problem = { kind: 'denied' }
    call.shelf.set('call-live', '1')
    call.session.resume()
    await call.welcome({ ...waiting, leg: 'lost' })
    expect([stageOf(call.state), noticeOf(call.state)]).toEqual(['call', 'problem'])
  })

  it('to no call goes away quietly', async () => {
    call.shelf.set('call-live', '1')
    call.session.resume()
    await call.welcome(null)
    expect([call.wire.isClosed, call.shelf.get('call-live'), stageOf(call.state)]).toEqual([
      true,
      null,
      'none',
    ])
  })

  it('does nothing when there was none', () => {
    call.session.resume()
    expect(call.wires).toHaveLength(0)
  })
})

describe('the microphone', () => {
  it('is silent at once when it is muted, whatever the line does', async () => {
    await call.connect()
    call.wire.onclose?.()
    call.session.mute(true)
    expect([call.state.isMuted, call.microphones[0]?.track.enabled]).toEqual([true, false])
    call.clock.advance(1_000)
    await call.welcome({ ...waiting, leg: 'up', legId: 'leg_1' })
    expect(call.wire.said.at(-1)).toEqual({ type: 'mute', on: true })
    expect(call.state.isMuted).toBe(true)
  })

  it('that is unplugged is replaced by another, on the same connection', async () => {
    await call.connect()
    call.microphones[0]?.onGone?.()
    await settled()
    expect(call.peer.spokenBy).toBe(call.microphones[1]?.track)
    expect(call.peers).toHaveLength(1)
  })

  it('that is unplugged and the only one is missed aloud, and found again', async () => {
    await call.connect()
    call.problem = { kind: 'no-microphone' }
    call.microphones[0]?.onGone?.()
    await settled()
    expect([stageOf(call.state), noticeOf(call.state)]).toEqual(['call', 'problem'])
    call.problem = null
    await call.session.bringSound()
    await settled()
    expect(noticeOf(call.state)).not.toBe('problem')
  })

  it('that comes after one has gone back is let go', async () => {
    void call.session.call({})
    call.session.hangUp()
    await settled()
    expect(call.microphones[0]?.isStopped).toBe(true)
    expect(call.wires).toHaveLength(0)
  })
})
