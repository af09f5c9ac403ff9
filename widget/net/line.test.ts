import { describe, expect, it } from 'vitest'
import type { WidgetFrameInput, WidgetServerFrame } from '#protocol/widget.ts'
import { FakeClock } from '../test/fake-clock.ts'
import { settled } from '../test/fake-visit.ts'
import { FakeWire } from '../test/fake-wire.ts'
import { backoffMs } from './backoff.ts'
import { readUpload } from './door.ts'
import { line, type LineState } from './line.ts'

function makeLine() {
  const clock = new FakeClock()
  const wires: FakeWire[] = []
  const states: LineState[] = []
  const heard: WidgetServerFrame[] = []
  const world = { isDown: false }
  const made = line<WidgetFrameInput, WidgetServerFrame>({
    clock,
    dial: async () => {
      if (world.isDown) throw new Error('down')
      const wire = new FakeWire()
      wires.push(wire)
      return wire
    },
    hello: () => ({ type: 'hello', token: 't', after: 0, language: 'es' }),
    onFrame: (frame) => heard.push(frame),
    onState: (state) => states.push(state),
  })
  const welcome = async () => {
    await settled()
    wires.at(-1)?.open()
    wires.at(-1)?.tell({ type: 'welcome', at: 1, conversation: null, messages: [], language: 'es' })
  }
  return { clock, wires, states, heard, world, line: made, welcome }
}

describe('the line', () => {
  it('says hello and is on when it is welcomed', async () => {
    const { line, wires, states, welcome } = makeLine()
    line.start()
    expect(line.send({ type: 'end' })).toBe(false)
    await welcome()
    expect(wires[0]?.said[0]).toMatchObject({ type: 'hello' })
    expect(states).toEqual(['connecting', 'on'])
    expect(line.send({ type: 'end' })).toBe(true)
  })

  it('comes back by itself, later each time, and forgets its failures when it is welcomed', async () => {
    const { line, clock, wires, world, welcome } = makeLine()
    world.isDown = true
    line.start()
    const waits: number[] = []
    for (let failure = 0; failure < 9; failure += 1) {
      await settled()
      const from = clock.at
      while (line.state === 'lost') clock.advance(50)
      waits.push(clock.at - from)
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    world.isDown = false
    await settled()
    clock.advance(30_000)
    await welcome()
    wires.at(-1)?.drop()
    clock.advance(500)
    expect(line.state).toBe('connecting')
  })

  it('goes at once when it is nudged', async () => {
    const { line, world, wires } = makeLine()
    world.isDown = true
    line.start()
    await settled()
    world.isDown = false
    line.nudge()
    await settled()
    expect(wires).toHaveLength(1)
  })

  it('answers a ping, and takes silence for the end', async () => {
    const { line, clock, wires, states, welcome } = makeLine()
    line.start()
    await welcome()
    clock.advance(50_000)
    wires[0]?.tell({ type: 'ping', at: 1 })
    expect(wires[0]?.said.at(-1)).toEqual({ type: 'pong' })
    clock.advance(59_000)
    expect(line.state).toBe('on')
    clock.advance(1_000)
    expect(states.at(-1)).toBe('lost')
    expect(wires[0]?.isClosed).toBe(true)
  })

  it('does not wait for ever for a wire that does not open', async () => {
    const { line, clock, wires } = makeLine()
    line.start()
    await settled()
    clock.advance(15_000)
    expect(line.state).toBe('lost')
    expect(wires[0]?.isClosed).toBe(true)
  })

  it('stays away for a while when it was told that it was too fast', async () => {
    const { line, clock, wires, welcome } = makeLine()
    line.start()
    await welcome()
    wires[0]?.tell({ type: 'bye', reason: 'too-fast' })
    clock.advance(30_000)
    expect(line.state).toBe('lost')
    clock.advance(1_000)
    expect(line.state).toBe('connecting')
  })

  it('hears nothing more of a wire that it gave up', async () => {
    const { line, wires, heard, welcome } = makeLine()
    line.start()
    await welcome()
    const late = wires[0]?.onmessage
    line.stop()
    late?.({ data: JSON.stringify({ type: 'typing', on: true }) })
    expect(heard.map(({ type }) => type)).toEqual(['welcome'])
    expect(line.state).toBe('off')
  })

  it('leaves no timer when it is stopped', async () => {
    const { line, clock, welcome } = makeLine()
    line.start()
    await welcome()
    line.stop()
    expect(clock.waiting).toBe(0)
  })
})

describe('waiting', () => {
  it('is spread by the dice and never longer than half a minute', () => {
    expect([backoffMs(1, 0), backoffMs(1, 1), backoffMs(3, 0.5), backoffMs(99, 1)]).toEqual([
      250, 500, 1_500, 30_000,
    ])
  })
})

describe('an upload', () => {
  it.each([
    [200, '{"file":{"id":"fil_1"}}', { file: { id: 'fil_1' } }],
    [415, '{"error":{"code":"file-forged","message":"No corresponde."}}', { refused: 'No corresponde.' }],
    [413, '<html>too large</html>', { refused: null }],
    [503, '', 'lost'],
    [0, '', 'lost'],
    [429, '{"error":{"code":"too-many-requests","message":"Esperar."}}', 'lost'],
  ])('answered with %i is understood', (status, text, expected) => {
    expect(readUpload(status, text)).toEqual(expected)
  })
})
