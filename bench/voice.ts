/**
 * How many calls the embedded engine carries. Run: npm run bench -- voice [--one-port] [seconds] [calls …]
 *
 * Calls of two, each end with real ICE, DTLS and SRTP, 50 packets a second of 80 bytes both ways, through the engine's own process by the orders that the
 * server gives; first without and then with everything recorded. Beside it, at the same time and in the same process as the phones: the
 * same packets over one direct connection and over a bare socket. Processor use of everything else tells whether the machine was busy; where it is,
 * `chrt -r 1 node bench/voice.ts` (as root) lets engine and phones go first, which comes near a quiet one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { machine, residentMegabytes } from './measure/machine.ts'
import { watchProcessor } from './measure/processor-time.ts'
import { summarise } from './measure/sample.ts'
import { printTable, type Row } from './measure/table.ts'
import { openExchange, type CallTimes, type Exchange } from './voice/exchange.ts'

const options = process.argv.slice(2)
const ports = options.includes('--one-port') ? 'one' : 'many'
const [seconds = 15, ...asked] = options.filter((option) => !option.startsWith('--')).map(Number)
const steps = asked.length > 0 ? asked : [50, 100, 150, 200, 250]
const callsAtOnce = 2
const settleMs = 2_000
/** Longer under way than this is lost. */
const drainMs = 1_000
const bar = { calls: 200, lossPercent: 0.5, p99Ms: 20, soundMs: 300 }

const pause = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms))
const percentile95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN

async function callMore(
  exchange: Exchange,
  from: number,
  to: number,
  isRecorded: boolean,
): Promise<CallTimes[]> {
  const times: CallTimes[] = []
  let next = from
  await Promise.all(
    Array.from({ length: callsAtOnce }, async () => {
      while (next < to) {
        const n = next
        next += 1
        times.push(await exchange.call(n, isRecorded))
      }
    }),
  )
  return times
}

type Step = {
  readonly calls: number
  readonly isRecorded: boolean
  readonly row: Row
  readonly isWithin: boolean
}

let windows = 0
async function measure(
  exchange: Exchange,
  calls: number,
  isRecorded: boolean,
  times: readonly CallTimes[],
  emptyMegabytes: number,
): Promise<Step> {
  await pause(settleMs)
  const pid = exchange.engine.processId() ?? 0
  const [engineUse, phonesUse, ownUse] = [pid, exchange.phonesPid, process.pid].map(watchProcessor)
  windows += 1
  exchange.window(windows)
  await pause(seconds * 1_000)
  exchange.window(0)
  const [engine, phones, own] = [engineUse?.(), phonesUse?.(), ownUse?.()]
  const megabytes = residentMegabytes(pid) - emptyMegabytes
  await pause(drainMs)
  const { lanes, strangers } = await exchange.told(windows)
  if (strangers > 0) throw new Error(`${strangers} packets were heard by somebody who must not hear them.`)
  if (!engine || !phones || !own) throw new Error('Nothing was counted.')
  const loss = (1 - lanes.engine.heard / lanes.engine.said) * 100
  const sound = percentile95(times.map(({ arrangedToSoundMs }) => arrangedToSoundMs))
  const connect = times.map(({ connectMs }) => connectMs)
  return {
    calls,
    isRecorded,
    row: [
      `${calls}${isRecorded ? ', recorded' : ''}`,
      loss.toFixed(3),
      lanes.engine.p50Ms.toFixed(1),
      lanes.engine.p99Ms.toFixed(1),
      lanes.engine.worstMs.toFixed(0),
      `${lanes.direct.p50Ms.toFixed(1)}/${lanes.direct.p99Ms.toFixed(1)}`,
      `${lanes.socket.p50Ms.toFixed(1)}/${lanes.socket.p99Ms.toFixed(1)}`,
      engine.process.toFixed(0),
      (engine.process / calls).toFixed(2),
      engine.firstThread.toFixed(0),
      (megabytes / calls).toFixed(2),
      `${summarise(connect).p50.toFixed(0)}/${percentile95(connect).toFixed(0)}`,
      sound.toFixed(0),
      percentile95(times.map(({ offerToSoundMs }) => offerToSoundMs)).toFixed(0),
      phones.process.toFixed(0),
      (engine.machine - engine.process - phones.process - own.process).toFixed(0),
    ],
    isWithin: loss < bar.lossPercent && lanes.engine.p99Ms < bar.p99Ms && sound <= bar.soundMs,
  }
}

const headings = [
  'calls',
  'loss %',
  'delay p50',
  'p99',
  'worst ms',
  'direct p50/p99',
  'socket p50/p99',
  'engine CPU %',
  'a call',
  'first thread',
  'MB a call',
  'connect p50/p95',
  'together→sound p95',
  'offer→sound p95 ms',
  'phones CPU %',
  'other CPU %',
]

const folder = mkdtempSync(join(tmpdir(), 'atiende-bench-voice-'))
process.stdout.write(
  `${machine()}\n${seconds} s for each step, ${ports === 'one' ? 'all over one port' : 'a port for each leg'}; 100 % is one core\n\n`,
)
const done: Step[] = []
try {
  for (const isRecorded of [false, true]) {
    const exchange = await openExchange(folder, ports)
    try {
      const emptyMegabytes = residentMegabytes(exchange.engine.processId() ?? 0)
      let calls = 0
      for (const wanted of steps) {
        const times = await callMore(exchange, calls, wanted, isRecorded)
        calls = wanted
        const step = await measure(exchange, calls, isRecorded, times, emptyMegabytes)
        done.push(step)
        process.stderr.write(`${step.row.join('  ')}\n`)
      }
      for (let n = 0; n < calls; n += 1) await exchange.hangUp(n)
      if (exchange.lost() + exchange.calledAgain() > 0)
        process.stdout.write(
          `${exchange.lost()} legs lost, ${exchange.calledAgain()} phones had to call again\n`,
        )
      if (isRecorded && exchange.recordings() !== calls)
        throw new Error(`${exchange.recordings()} of ${calls} recordings were finished.`)
    } finally {
      await exchange.close()
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
printTable(
  headings,
  done.map(({ row }) => row),
)
const most = Math.max(
  0,
  ...done.filter(({ isRecorded, isWithin }) => isRecorded && isWithin).map(({ calls }) => calls),
)
process.stdout.write(
  `\n${most} recorded calls within ${bar.lossPercent} % loss, ${bar.p99Ms} ms delay (p99) and ${bar.soundMs} ms to sound (p95), at least ${bar.calls}: ${most >= bar.calls ? 'ok' : 'TOO FEW'}\n`,
)
