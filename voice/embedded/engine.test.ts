import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { VoiceEvent } from '../engine.ts'
import { openEmbeddedEngine, type EmbeddedEngine } from './engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'atiende-engine-'))
let engine: EmbeddedEngine | null = null
afterEach(async () => {
  await engine?.close()
  engine = null
  rmSync(folder, { recursive: true, force: true })
})

async function open(): Promise<{
  readonly engine: EmbeddedEngine
  readonly faults: string[]
  readonly restarted: Promise<VoiceEvent>
}> {
  const faults: string[] = []
  let tell: (event: VoiceEvent) => void = () => {}
  const restarted = new Promise<VoiceEvent>((resolve) => (tell = resolve))
  engine = await openEmbeddedEngine(
    {
      transport: { address: '127.0.0.1', announcedAddress: null, ports: { from: 1_024, to: 65_535 } },
      recordingFolder: folder,
      recordingKey: '00'.repeat(32),
      mostLegs: 2,
      silentAfterMs: 5_000,
      firstPauseMs: 1,
      longestPauseMs: 10,
      beatMs: 50,
    },
    { report: (event) => (event.type === 'restarted' ? tell(event) : undefined) },
    (fault) => faults.push(fault),
  )
  return { engine, faults, restarted }
}

describe('the process of the embedded engine', () => {
  it('is started again when it dies, and orders that it had are told so', async () => {
    const { engine, restarted } = await open()
    const before = engine.processId() ?? 0
    process.kill(before, 'SIGSTOP')
    const order = engine.order({ type: 'close-leg', legId: 'leg_1' })
    process.kill(before, 'SIGKILL')
    expect(await order).toEqual({ outcome: 'down' })
    expect((await restarted).type).toBe('restarted')
    expect(engine.processId()).not.toBe(before)
    expect(await engine.order({ type: 'close-leg', legId: 'leg_1' })).toEqual({ outcome: 'done' })
  })

  it('is ended and started again when it is alive and does not answer', async () => {
    const { engine, faults, restarted } = await open()
    const before = engine.processId() ?? 0
    process.kill(before, 'SIGSTOP')
    await restarted
    expect(faults[0]).toMatch(/does not answer/)
    expect(engine.processId()).not.toBe(before)
    expect(await engine.survey()).toEqual({ legs: [], recordings: [] })
  })

  it('is left alone when it is the server that was held up', async () => {
    const { engine, faults } = await open()
    const before = engine.processId()
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600)
    expect(await engine.order({ type: 'close-leg', legId: 'leg_1' })).toEqual({ outcome: 'done' })
    expect(engine.processId()).toBe(before)
    expect(faults).toEqual([])
  })

  it('leaves nothing running when it is closed while it is being started again', async () => {
    const { engine, restarted } = await open()
    process.kill(engine.processId() ?? 0, 'SIGKILL')
    while (engine.processId() !== null) await new Promise((resolve) => setImmediate(resolve))
    await engine.close()
    const outcome = await Promise.race([
      restarted,
      new Promise((resolve) => setTimeout(() => resolve('nothing'), 300)),
    ])
    expect(outcome).toBe('nothing')
    expect(engine.processId()).toBeNull()
  })
})
