import { describe, expect, it } from 'vitest'
import type { Accepted, InboundEvent } from './channel.ts'
import { keeper } from './keeper.ts'

const message = (user: string, externalId: string): InboundEvent => ({
  type: 'message',
  user,
  externalId,
  at: 1,
  text: externalId,
  fileIds: [],
  person: {},
})

/** A host whose answers the test gives by hand. */
function slowHost() {
  const asked: { readonly name: string; answer(): void; fail(): void }[] = []
  return {
    asked,
    names: () => asked.map((one) => one.name),
    accept: (event: InboundEvent) =>
      new Promise<Accepted>((resolve, reject) => {
        asked.push({
          name: event.type === 'message' ? event.externalId : event.type,
          answer: () =>
            resolve({ kept: true, conversation: 'int_1', position: 1, seq: 1, at: 1, double: false }),
          fail: () => reject(new Error('the database is gone')),
        })
      }),
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('keeper', () => {
  it('hands in one thing of a customer after another', async () => {
    const host = slowHost()
    const { keep } = keeper(host)
    const first = keep(message('ana', 'a'))
    const second = keep(message('ana', 'b'))
    await turn()
    expect(host.names()).toEqual(['a'])
    host.asked[0]?.answer()
    await first
    await turn()
    expect(host.names()).toEqual(['a', 'b'])
    host.asked[1]?.answer()
    await second
  })

  it('lets nobody wait for somebody else', async () => {
    const host = slowHost()
    const { keep } = keeper(host)
    void keep(message('ana', 'a'))
    void keep(message('bea', 'b'))
    await turn()
    expect(host.names()).toEqual(['a', 'b'])
  })

  it('answers a repeated message with the answer of the one being kept', async () => {
    const host = slowHost()
    const { keep } = keeper(host)
    const first = keep(message('ana', 'a'))
    const again = keep(message('ana', 'a'))
    await turn()
    expect(host.names()).toEqual(['a'])
    host.asked[0]?.answer()
    expect(await again).toBe(await first)
  })

  it('takes the same id of two customers for two messages', async () => {
    const host = slowHost()
    const { keep } = keeper(host)
    void keep(message('ana', 'same'))
    void keep(message('bea', 'same'))
    await turn()
    expect(host.names()).toEqual(['same', 'same'])
  })

  it('goes on after a failure, and the failed one may come again', async () => {
    const host = slowHost()
    const { keep } = keeper(host)
    const first = keep(message('ana', 'a'))
    const next = keep(message('ana', 'b'))
    await turn()
    host.asked[0]?.fail()
    await expect(first).rejects.toThrow('the database is gone')
    await turn()
    host.asked[1]?.answer()
    await next
    const again = keep(message('ana', 'a'))
    await turn()
    expect(host.names()).toEqual(['a', 'b', 'a'])
    host.asked[2]?.answer()
    await expect(again).resolves.toMatchObject({ kept: true })
  })

  it('is idle only when the last one is kept', async () => {
    const host = slowHost()
    const { keep, idle } = keeper(host)
    const kept = [keep(message('ana', 'a')), keep(message('ana', 'b'))]
    let isIdle = false
    const waiting = idle().then(() => (isIdle = true))
    await turn()
    host.asked[0]?.answer()
    await turn()
    expect(isIdle).toBe(false)
    host.asked[1]?.answer()
    await Promise.all([...kept, waiting])
    expect(isIdle).toBe(true)
  })
})
