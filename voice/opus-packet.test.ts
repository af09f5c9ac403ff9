import { describe, expect, it } from 'vitest'
import { durationOf, ownLengthBytes, ownLengthOf, selfDelimited, silence } from './opus-packet.ts'

const bytes = (length: number, value: number): number[] => Array.from({ length }, () => value)
const code = (n: number): number => 0xf8 | n

describe('a packet that says itself where it ends', () => {
  it.each([
    ['one frame', [code(0), 7, 7, 7], [code(0), 3, 7, 7, 7]],
    ['one long frame', [code(0), ...bytes(255, 7)], [code(0), 255, 0, ...bytes(255, 7)]],
    ['one frame of 1275 bytes', [code(0), ...bytes(1_275, 7)], [code(0), 255, 255, ...bytes(1_275, 7)]],
    ['nothing', [code(0)], [code(0), 0]],
    ['two equal frames', [code(1), 1, 1, 2, 2], [code(1), 2, 1, 1, 2, 2]],
    ['two frames', [code(2), 1, 9, 8, 8, 8], [code(2), 1, 3, 9, 8, 8, 8]],
    [
      'two frames, the first long',
      [code(2), 252, 1, ...bytes(256, 9), 8],
      [code(2), 252, 1, 1, ...bytes(256, 9), 8],
    ],
    ['three equal frames', [code(3), 3, 1, 2, 3], [code(3), 3, 1, 1, 2, 3]],
    [
      'three equal frames and padding',
      [code(3), 0x43, 2, 1, 2, 3, 0, 0],
      [code(3), 0x43, 2, 1, 1, 2, 3, 0, 0],
    ],
    [
      'much padding',
      [code(3), 0x41, 255, 1, 5, ...bytes(255, 0)],
      [code(3), 0x41, 255, 1, 1, 5, ...bytes(255, 0)],
    ],
    ['frames of their own lengths', [code(3), 0x83, 1, 0, 9, 8, 8], [code(3), 0x83, 1, 0, 2, 9, 8, 8]],
    [
      'frames of their own lengths and padding',
      [code(3), 0xc2, 1, 1, 9, 8, 0],
      [code(3), 0xc2, 1, 1, 1, 9, 8, 0],
    ],
  ])('%s', (_, plain, expected) => {
    const packet = Buffer.from(plain)
    const own = ownLengthOf(packet)
    expect(own).not.toBeNull()
    if (!own) return
    const said = selfDelimited(packet, own)
    expect([...said]).toEqual(expected)
    expect(said.length).toBe(packet.length + ownLengthBytes(own))
  })

  it.each([
    ['no bytes at all', []],
    ['too long a frame', [code(0), ...bytes(1_276, 7)]],
    ['two equal frames of which one is longer', [code(1), 1, 1, 2]],
    ['two frames without their length', [code(2)]],
    ['two frames, the first longer than the packet', [code(2), 9, 1]],
    ['a length of which half is missing', [code(2), 253]],
    ['many frames without their number', [code(3)]],
    ['no frames', [code(3), 0]],
    ['more than 120 ms', [code(3), 7, 1, 1, 1, 1, 1, 1, 1]],
    ['three equal frames that are not', [code(3), 3, 1, 2]],
    ['more padding than packet', [code(3), 0x41, 9, 1]],
    ['padding without an end', [code(3), 0x41, 255]],
    ['lengths beyond the packet', [code(3), 0x83, 5, 5, 1]],
  ])('refuses %s', (_, plain) => {
    expect(ownLengthOf(Buffer.from(plain))).toBeNull()
  })

  it('knows how long a packet sounds', () => {
    expect(
      [silence, Buffer.from([0xf9]), Buffer.from([0xfb, 3]), Buffer.from([0x08]), Buffer.from([0x60])].map(
        durationOf,
      ),
    ).toEqual([20, 40, 60, 20, 10])
  })
})
