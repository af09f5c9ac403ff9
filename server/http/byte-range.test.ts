import { describe, expect, it } from 'vitest'
import { parseByteRange } from './byte-range.ts'
import { contentDisposition } from './content-disposition.ts'

describe('a range of bytes', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=8-', { start: 8, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-400', { start: 0, end: 9 }],
    ['bytes=5-400', { start: 5, end: 9 }],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-12', null],
    ['bytes=5-3', null],
    ['bytes=-0', null],
    ['bytes=-', null],
    ['bytes=0-1,4-5', null],
    ['items=0-1', null],
    [undefined, null],
  ])('%s of ten is %o', (header, range) => {
    expect(parseByteRange(header, 10)).toEqual(range)
  })

  it('of nothing is nothing', () => {
    expect(parseByteRange('bytes=0-', 0)).toBeNull()
  })
})

describe('a name in a header', () => {
  it.each([
    ['foto.png', `attachment; filename="foto.png"; filename*=UTF-8''foto.png`],
    [
      'año nº 1 "final".pdf',
      `attachment; filename="ano n_ 1 _final_.pdf"; filename*=UTF-8''a%C3%B1o%20n%C2%BA%201%20%22final%22.pdf`,
    ],
    ["it's (1)*.txt", `attachment; filename="it_s (1)_.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ['🙂.png', `attachment; filename="__.png"; filename*=UTF-8''%F0%9F%99%82.png`],
  ])('%s', (name, header) => {
    expect(contentDisposition('attachment', name)).toBe(header)
  })
})
