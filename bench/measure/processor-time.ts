/** Processor time of one process, of its first thread and of the whole machine, from what Linux counts. */
import { readFileSync } from 'node:fs'

/** In hundredths of a second, as the kernel counts. */
type Counted = { readonly process: number; readonly firstThread: number; readonly machine: number }

const hundredthsPerSecond = 100

function busyIn(stat: string): number {
  // The name of the program may have blanks and brackets in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

function count(pid: number): Counted {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = (
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? ''
  )
    .split(' ')
    .map(Number)
  return {
    process: busyIn(readFileSync(`/proc/${pid}/stat`, 'utf8')),
    firstThread: busyIn(readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8')),
    machine: user + nice + system + irq + softIrq,
  }
}

/** Shares of one core in per cent: 200 is two cores. */
export type ProcessorUse = {
  readonly process: number
  readonly firstThread: number
  readonly machine: number
}

/** Begins to count; what it gives back tells the use since then. */
export function watchProcessor(pid: number): () => ProcessorUse {
  const before = count(pid)
  const beganAt = performance.now()
  return () => {
    const after = count(pid)
    const seconds = (performance.now() - beganAt) / 1_000
    const share = (part: keyof Counted): number =>
      ((after[part] - before[part]) / hundredthsPerSecond / seconds) * 100
    return { process: share('process'), firstThread: share('firstThread'), machine: share('machine') }
  }
}
