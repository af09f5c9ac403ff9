import { describe, expect, it } from 'vitest'
import type { FileView } from '#protocol/message.ts'
import type { Upload } from '../net/door.ts'
import { settled } from '../test/fake-visit.ts'
import { attachments } from './attachments.ts'

const file = (name: string, size = 10) => new File(['x'.repeat(size)], name)
const kept = (name: string): FileView => ({ id: `fil_${name}`, name, mime: 'image/png', sizeBytes: 10 })

function make() {
  const uploads: {
    readonly name: string
    progress(part: number): void
    answer(upload: Upload): void
    isAborted: boolean
  }[] = []
  const drafts: string[][] = []
  const made = attachments({
    limits: () => ({ maximumBytes: 100, perMessage: 2 }),
    tooLarge: () => 'demasiado grande',
    tooMany: () => 'demasiados',
    upload: async ({ name }, progress) => {
      const { promise, resolve } = Promise.withResolvers<Upload>()
      const one = { name, progress, answer: resolve, isAborted: false }
      uploads.push(one)
      return { done: promise, abort: () => (one.isAborted = true) }
    },
    onChange: (ready) => drafts.push(ready.map(({ name }) => name)),
  })
  return { made, uploads, drafts, shown: () => made.all.map(({ name, status }) => `${name} ${status.is}`) }
}

describe('attachments', () => {
  it('are sent when they are chosen, and part of the draft when they are there', async () => {
    const { made, uploads, drafts, shown } = make()
    made.add([file('a.png')])
    expect([made.isBusy, made.ready]).toEqual([true, []])
    await settled()
    uploads[0]?.progress(0.5)
    expect(made.all[0]?.status).toEqual({ is: 'uploading', part: 0.5 })
    uploads[0]?.answer({ file: kept('a.png') })
    await settled()
    expect(shown()).toEqual(['a.png there'])
    expect(made.isBusy).toBe(false)
    expect(drafts.at(-1)).toEqual(['a.png'])
  })

  it('show what the server says of their content', async () => {
    const { made, uploads } = make()
    made.add([file('a.png')])
    await settled()
    uploads[0]?.answer({ refused: 'No corresponde a su nombre.' })
    await settled()
    expect(made.all[0]?.status).toEqual({ is: 'refused', why: 'No corresponde a su nombre.' })
    expect(made.ready).toEqual([])
  })

  it('that are too large or too many are not sent at all', async () => {
    const { made, uploads } = make()
    made.add([file('large.png', 101), file('a.png'), file('b.png'), file('c.png')])
    await settled()
    expect(uploads.map(({ name }) => name)).toEqual(['a.png', 'b.png'])
    expect(made.all.flatMap(({ status }) => (status.is === 'refused' ? [status.why] : []))).toEqual([
      'demasiado grande',
      'demasiados',
    ])
  })

  it('that were lost on the way may be tried again', async () => {
    const { made, uploads, shown } = make()
    made.add([file('a.png')])
    await settled()
    uploads[0]?.answer('lost')
    await settled()
    expect(shown()).toEqual(['a.png lost'])
    made.retryLost()
    await settled()
    uploads[1]?.answer({ file: kept('a.png') })
    await settled()
    expect(shown()).toEqual(['a.png there'])
  })

  it('that are taken out are called off', async () => {
    const { made, uploads, shown } = make()
    made.add([file('a.png')])
    await settled()
    made.remove(1)
    expect(uploads[0]?.isAborted).toBe(true)
    uploads[0]?.answer('lost')
    await settled()
    expect(shown()).toEqual([])
  })

  it('are gone when they were sent, and so is what was refused', async () => {
    const { made, uploads, shown } = make()
    made.add([file('large.png', 101), file('a.png'), file('lost.png')])
    await settled()
    uploads[0]?.answer({ file: kept('a.png') })
    uploads[1]?.answer('lost')
    await settled()
    made.clear()
    expect(shown()).toEqual(['lost.png lost'])
  })

  it('of a draft come back, beside what is still on its way', async () => {
    const { made, shown } = make()
    made.add([file('new.png')])
    made.restore([kept('a.png')])
    made.restore([kept('b.png')])
    expect(shown()).toEqual(['new.png uploading', 'b.png there'])
  })
})
