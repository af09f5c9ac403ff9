import { describe, expect, it } from 'vitest'
import { layOut, mappingOf, type Side, type SidedTrack } from './recording-lanes.ts'

/** Speaks in the frames from–to. */
function speaking(side: Side, ...spans: readonly (readonly [number, number])[]): SidedTrack {
  const shapes = new Uint16Array(400)
  for (const [from, to] of spans) shapes.fill(100, from, to)
  return { side, track: { shapes, read: async function* () {} } }
}

const customer = speaking('customer', [0, 400])

describe('the lanes of a recording', () => {
  const lanes = (...tracks: readonly SidedTrack[]) =>
    layOut(tracks).lanes.map((lane) =>
      lane.tracks.map((track) => tracks.findIndex((one) => one.track === track)),
    )

  it('are one for the customer and one for the agent', () => {
    expect(lanes(speaking('agent', [50, 400]), customer)).toEqual([[1], [0]])
  })

  it('are shared by agents after one another, in the order in which they came', () => {
    expect(lanes(customer, speaking('agent', [200, 400]), speaking('agent', [0, 205]))).toEqual([[0], [2, 1]])
  })

  it('are the agents’ own when they talk to each other', () => {
    expect(lanes(customer, speaking('agent', [0, 400]), speaking('agent', [300, 400]))).toEqual([
      [0],
      [1],
      [2],
    ])
    expect(
      lanes(
        customer,
        speaking('agent', [0, 100]),
        speaking('agent', [50, 300]),
        speaking('agent', [310, 400]),
      ),
    ).toEqual([[0], [1, 3], [2]])
  })

  it('are there for who said nothing', () => {
    expect(lanes(customer, speaking('agent'))).toEqual([[0], [1]])
    expect(layOut([customer]).mapping).toBeNull()
  })
})

describe('where they are heard', () => {
  it.each<[string, Side[], number[]]>([
    ['two', ['customer', 'agent'], [0, 1]],
    ['two agents', ['agent', 'agent'], [1, 0]],
    ['three', ['customer', 'agent', 'agent'], [0, 1, 2, 2]],
    ['two customers', ['customer', 'customer', 'agent'], [0, 2, 1, 1]],
    ['four', ['customer', 'agent', 'agent', 'agent'], [0, 3, 1, 255, 2, 255]],
    ['five', ['customer', 'agent', 'agent', 'agent', 'agent'], [0, 3, 1, 4, 2, 255]],
  ])('%s', (_, sides, mapping) => {
    expect(mappingOf(sides)).toEqual(mapping)
  })

  it('everybody is heard, whoever takes part, and the bass channel is the last', () => {
    for (let count = 2; count <= 8; count += 1)
      for (let customers = 0; customers <= count; customers += 1) {
        const sides = Array.from({ length: count }, (_, n): Side => (n < customers ? 'customer' : 'agent'))
        const mapping = mappingOf(sides)
        expect(new Set(mapping.filter((lane) => lane !== 255))).toEqual(new Set(sides.keys()))
        expect(mapping.at(-1) === 255).toBe(mapping.length >= 6 && count < 8)
      }
  })
})
