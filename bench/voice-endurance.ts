/**
 * What the embedded engine withstands. Run: npm run bench -- voice-endurance [calls that come and go] [calls when it dies]
 *
 * Calls come and go, each with music, sound both ways and a recording: memory, descriptors and threads of the engine's process must not grow with them.
 * Then its process is killed, and stopped, with calls in it: how long until it is there again and everybody has called again and is heard, and
 * whether what was recorded until then can be read.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTrack } from '#voice/embedded/track-store.ts'
import { readOggOpus } from '#voice/ogg-opus.ts'
import { machine, residentMegabytes } from './measure/machine.ts'
import { printTable, type Row } from './measure/table.ts'
import { openExchange, recordingKey, type Exchange } from './voice/exchange.ts'

const [coming = 500, when = 50] = process.argv.slice(2).map(Number)
const callsAtOnce = 4
const stages = 5
const framesPerSecond = 50

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))

async function each(from: number, to: number, one: (n: number) => Promise<void>): Promise<void> {
  let next = from
  await Promise.all(
    Array.from({ length: callsAtOnce }, async () => {
      while (next < to) {
        next += 1
        await one(next - 1)
      }
    }),
  )
}

function held(pid: number): { megabytes: number; descriptors: number; threads: number } {
  return {
    megabytes: residentMegabytes(pid),
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: readdirSync(`/proc/${pid}/task`).length,
  }
}

async function comeAndGo(exchange: Exchange): Promise<void> {
  const rows: Row[] = []
  const note = (what: string): void => {
    const { megabytes, descriptors, threads } = held(exchange.engine.processId() ?? 0)
    rows.push([what, megabytes, descriptors, threads])
  }
  note('empty')
  for (let stage = 0; stage < stages; stage += 1) {
    const [from, to] = [stage, stage + 1].map((n) => Math.round((n * coming) / stages))
    await each(from ?? 0, to ?? 0, async (n) => {
      await exchange.call(n, true)
      await exchange.hangUp(n)
    })
    await pause(1_000)
    note(`after ${(to ?? 0) * 2} legs`)
  }
  const { legs, recordings } = await exchange.engine.survey()
  printTable(['', 'MB', 'descriptors', 'threads'], rows)
  process.stdout.write(
    `left: ${legs.length} legs, ${recordings.length} recordings; finished: ${exchange.recordings()} of ${coming} recordings\n\n`,
  )
}

/** How many tracks of one call are there and whole, and how much of the shortest. */
function readable(folder: string, calls: readonly number[]): { tracks: number; shortestSeconds: number } {
  const tracks = calls.flatMap((n) =>
    readdirSync(join(folder, `rec_cal_${n}`)).map((name) =>
      readOggOpus(
        openTrack(Buffer.from(recordingKey, 'hex'), readFileSync(join(folder, `rec_cal_${n}`, name))),
      ),
    ),
  )
  return {
    tracks: tracks.length,
    shortestSeconds: Math.min(...tracks.map(({ length }) => length)) / framesPerSecond,
  }
}

async function fall(exchange: Exchange, folder: string, signal: NodeJS.Signals, from: number): Promise<Row> {
  const calls = Array.from({ length: when }, (_, n) => from + n)
  await each(from, from + when, async (n) => void (await exchange.call(n, true)))
  await pause(5_000)
  const fallenAt = performance.now()
  process.kill(exchange.engine.processId() ?? 0, signal)
  await exchange.whenRestarted()
  const backMs = performance.now() - fallenAt
  const { tracks, shortestSeconds } = readable(folder, calls)
  const talkAt = performance.now()
  await each(from, from + when, async (n) => {
    await exchange.hangUp(n)
    await exchange.call(n, false)
  })
  const talkMs = performance.now() - talkAt
  for (const n of calls) await exchange.hangUp(n)
  return [signal, backMs, talkMs, `${tracks} of ${when * 2}`, shortestSeconds.toFixed(1)]
}

const folder = mkdtempSync(join(tmpdir(), 'atiende-bench-voice-'))
process.stdout.write(`${machine()}\n\n`)
const exchange = await openExchange(folder)
try {
  await comeAndGo(exchange)
  const rows: Row[] = []
  for (const [n, signal] of (['SIGKILL', 'SIGSTOP'] as const).entries())
    rows.push(await fall(exchange, folder, signal, coming + n * when))
  printTable(
    [
      `with ${when} calls`,
      'engine back ms',
      'then all heard again ms',
      'tracks readable',
      'shortest s of 5 and more',
    ],
    rows,
  )
} finally {
  await exchange.close()
  rmSync(folder, { recursive: true })
}
