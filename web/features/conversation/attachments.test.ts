import { beforeEach, describe, expect, it } from 'vitest'
import type { FileView } from '#protocol/message.ts'
import { offline, type Answer } from '#web/net/problem.ts'
import { createAttachments, type Attachments } from './attachments.ts'

type Running = {
  progress: (share: number) => void
  finish: (answer: Answer<FileView>) => void
  isCancelled: boolean
}

let running: Running[]
let attachments: Attachments
const file = (name: string): File => new File(['x'], name)
const kept = (name: string): FileView => ({ id: `fil_${name}`, name, mime: 'text/plain', sizeBytes: 1 })
const shown = (): string[] =>
  attachments.store
    .get()
    .map(
      ({ name, progress, file: view, problem }) =>
        `${name} ${view ? 'kept' : problem ? problem.code : progress}`,
    )
const settle = (): Promise<void> => Promise.resolve()

beforeEach(() => {
  running = []
  attachments = createAttachments((_, progress) => {
    const one: Running = { progress, finish: () => {}, isCancelled: false }
    running.push(one)
    return {
      done: new Promise((resolve) => (one.finish = resolve)),
      cancel: () => {
        one.isCancelled = true
      },
    }
  })
})

describe('files on their way', () => {
  it('show their progress and what became of them', async () => {
    attachments.add('int_1', [file('a.txt'), file('b.txt')])
    running[0]?.progress(0.5)
    expect(shown()).toEqual(['a.txt 0.5', 'b.txt 0'])
    running[0]?.finish({ ok: true, value: kept('a.txt') })
    running[1]?.finish({ ok: false, problem: offline })
    await settle()
    await settle()
    expect(shown()).toEqual(['a.txt kept', 'b.txt offline'])
  })

  it('are stopped when they are taken away', () => {
    attachments.add('int_1', [file('a.txt')])
    attachments.remove(attachments.store.get()[0]?.key ?? 0)
    expect(running[0]?.isCancelled).toBe(true)
    expect(shown()).toEqual([])
  })

  it('belong to their conversation, and are at most as many as a message takes', () => {
    attachments.add(
      'int_1',
      Array.from({ length: 14 }, (_, index) => file(`${index}.txt`)),
    )
    attachments.add('int_2', [file('other.txt')])
    expect(attachments.store.get()).toHaveLength(11)
    attachments.clear('int_1')
    expect(shown()).toEqual(['other.txt 0'])
  })
})
