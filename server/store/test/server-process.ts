import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A script of this folder as a process of its own. */
export interface ServerProcess {
  readonly pid: number
  /** The first line that it prints, as JSON. */
  readonly said: unknown
  /** Sends the signal and waits for the end of the process. */
  end(signal: NodeJS.Signals): Promise<void>
}

export interface ServerProcessOptions {
  /** The whole environment; default: this one's. */
  readonly env?: NodeJS.ProcessEnv
  /** A program, with its options, that runs the process. */
  readonly through?: readonly string[]
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

export async function startServerProcess(
  script: string,
  args: readonly string[],
  { env = process.env, through = [] }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const command = [...through, process.execPath, path.join(import.meta.dirname, script), ...args]
  const child = spawn(command[0] ?? '', command.slice(1), { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) {
    const said: unknown = JSON.parse(line)
    return { pid: child.pid ?? 0, said, end: async (signal) => await end(child, signal) }
  }
  throw new Error(`${script} ended without a word.`)
}
