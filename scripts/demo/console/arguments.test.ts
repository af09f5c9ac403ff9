import { expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

it('understands how many visitors are wished', () => {
  expect(readArguments([])).toEqual({ visitors: null })
  expect(readArguments(['--visitors', '20'])).toEqual({ visitors: 20 })
  expect(readArguments(['--visitors=1'])).toEqual({ visitors: 1 })
})

it('takes nothing else', () => {
  for (const given of [
    ['--visitors'],
    ['--visitors', '0'],
    ['--visitors', '151'],
    ['--visitors', 'many'],
    ['20'],
    ['--fast'],
  ])
    expect([given, readArguments(given)]).toEqual([given, null])
})
