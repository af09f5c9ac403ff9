/**
 * The embedded engine: WebRTC for browsers with nothing to install, in a process of its own that is started again when it dies. What it carried is lost
 * with it, and `restarted` says so: those who talk open their legs again and are put where they were.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { VoiceEngine, VoiceHost, VoiceOrder, VoiceOutcome, VoiceSurvey } from '../engine.ts'
import type { ChildSettings, FromChild, ToChild } from './child.ts'

export type EmbeddedSettings = ChildSettings & {
  /** First pause before it is started again, in ms; doubled each time up to `longestPauseMs`. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

export type EmbeddedEngine = VoiceEngine & {
  /** The process that carries the sound now, for figures and tests; null: it is being started again. */
  readonly processId: () => number | null
}

const nothing: VoiceSurvey = { legs: [], recordings: [] }
const endPatienceMs = 5_000
const childFile = fileURLToPath(new URL('child.ts', import.meta.url))

type Waiting = {
  readonly outcome: (outcome: VoiceOutcome) => void
  readonly survey: (survey: VoiceSurvey) => void
}

/** Resolves when it takes orders. */
export async function openEmbeddedEngine(
  { firstPauseMs, longestPauseMs, ...settings }: EmbeddedSettings,
  host: VoiceHost,
  onFault: (message: string) => void,
): Promise<EmbeddedEngine> {
  const waiting = new Map<number, Waiting>()
  let child: ChildProcess | null = null
  let isClosing = false
  let asked = 0
  let pauseMs = firstPauseMs
  let restart: NodeJS.Timeout | null = null

  async function start(): Promise<void> {
    const started = fork(childFile, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await new Promise<void>((resolve) => {
      started.on('message', (message: FromChild) => {
        if (message.type === 'ready') {
          child = started
          pauseMs = firstPauseMs
          resolve()
        } else take(message)
      })
      started.once('error', (error) => onFault(error.message))
      started.once('exit', (code, signal) => {
        if (child === started) child = null
        resolve()
        fell(code, signal)
      })
      started.send({ type: 'start', settings } satisfies ToChild)
    })
  }

  function take(message: FromChild): void {
    if (message.type === 'event') host.report(message.event)
    if (message.type === 'fault') onFault(message.message)
    if (message.type === 'outcome') waiting.get(message.n)?.outcome(message.outcome)
    if (message.type === 'survey') waiting.get(message.n)?.survey(message.survey)
  }

  function fell(code: number | null, signal: NodeJS.Signals | null): void {
    for (const { outcome, survey } of waiting.values()) {
      outcome({ outcome: 'down' })
      survey(nothing)
    }
    waiting.clear()
    if (isClosing) return
    onFault(`The voice process has ended (${signal ?? code}) and is started again.`)
    restart = setTimeout(() => {
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      void start().then(() => {
        if (child) host.report({ type: 'restarted' })
      })
    }, pauseMs)
  }

  async function ask<Value>(
    message: (n: number) => ToChild,
    none: Value,
    answer: (resolve: (value: Value) => void) => Partial<Waiting>,
  ): Promise<Value> {
    const to = child
    if (!to) return none
    asked += 1
    const n = asked
    return await new Promise<Value>((resolve) => {
      const settle = (value: Value): void => {
        waiting.delete(n)
        resolve(value)
      }
      waiting.set(n, { outcome: () => settle(none), survey: () => settle(none), ...answer(settle) })
      to.send(message(n), (error) => {
        if (error) settle(none)
      })
    })
  }

  await start()

  return {
    processId: () => child?.pid ?? null,
    async order(order: VoiceOrder) {
      return await ask<VoiceOutcome>(
        (n) => ({ type: 'order', n, order }),
        { outcome: 'down' },
        (outcome) => ({ outcome }),
      )
    },
    async survey() {
      return await ask<VoiceSurvey>(
        (n) => ({ type: 'survey', n }),
        nothing,
        (survey) => ({ survey }),
      )
    },
    async close() {
      isClosing = true
      if (restart) clearTimeout(restart)
      const ending = child
      if (!ending) return
      await new Promise<void>((resolve) => {
        const patience = setTimeout(() => ending.kill('SIGKILL'), endPatienceMs)
        ending.once('exit', () => {
          clearTimeout(patience)
          resolve()
        })
        ending.send({ type: 'end' } satisfies ToChild)
      })
    },
  }
}
