import { describe, expect, it } from 'vitest'
import { createClock } from './clock.ts'

describe('the server’s clock', () => {
  it('is the machine’s own until the server has spoken', () => {
    expect(createClock(() => 1_000).now()).toBe(1_000)
  })

  it('takes the difference of the quickest frame, not of a late one', () => {
    let local = 1_000
    const clock = createClock(() => local)
    clock.observe(61_000)
    local = 3_000
    clock.observe(61_500)
    expect(clock.now()).toBe(63_000)
  })

  it('believes a machine whose clock was set right after a few frames', () => {
    let local = 1_000
    const clock = createClock(() => local)
    clock.observe(61_000)
    for (let frame = 0; frame < 8; frame++) {
      local += 60_000
      clock.observe(local)
    }
    expect(clock.now()).toBe(local)
  })
})
