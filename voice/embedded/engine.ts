/**
 * The embedded engine: WebRTC for browsers with nothing to install, in a process of its own that is started again when it dies, and ended when it does
 * not answer any more. What it carried is lost with it, and `restarted` says so: those who talk open their legs again and are put where they were.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { VoiceEngine, VoiceHost, VoiceOrder, VoiceOutcome, VoiceSurvey } from '../engine.ts'
import type { ChildSettings, FromChild, ToChild } from './child.ts'

export type EmbeddedSettings = ChildSettings & {
  /** First pause before it is started again, in ms; doubled each time up to `longestPauseMs`. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** How often it has to show that it is alive: 1,000 when it is not said. */
  readonly beatMs?: number
}

export type EmbeddedEngine = VoiceEngine & {
  /** The process that carries the sound now, for figures and tests; null: it is being started again. */
  readonly processId: () => number | null
}

const nothing: VoiceSurvey = { legs: [], recordings: [] }
const endPatienceMs = 5_000
const usualBeatMs = 1_000
/** Counted in beats of ours and not by the clock, so that a server that was itself held up does not take it out on the calls. */
const mostMissedBeats = 5
const childFile = fileURLToPath(new URL('child.ts', import.meta.url))

type Waiting = {
  readonly outcome: (outcome: VoiceOutcome) => void
  readonly survey: (survey: VoiceSurvey) => void
}

/** Resolves when it takes orders. */
export async function openEmbeddedEngine(
  { firstPauseMs, longestPauseMs, beatMs = usualBeatMs, ...settings }: EmbeddedSettings,
  host: VoiceHost,
  onFault: (message: string) => void,
): Promise<EmbeddedEngine> {
  const waiting = new Map<number, Waiting>()
  /** Takes orders. */
  let child: ChildProcess | null = null
  /** Runs, or is about to. */
  let running: ChildProcess | null = null
  let missedBeats = 0
  let isClosing = false
  let asked = 0
  let pauseMs = firstPauseMs
  let restart: NodeJS.Timeout | null = null

  async function start(): Promise<void> {
    const started = fork(childFile, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    running = started
    await new Promise<void>((resolve) => {
      started.on('message', (message: FromChild) => {
        if (message.type === 'ready') {
          child = started
          missedBeats = 0
          pauseMs = firstPauseMs
          resolve()
        } else take(message)
      })
      started.once('error', (error) => onFault(error.message))
      started.once('exit', (code, signal) => {
        child = null
        running = null
        resolve()
        fell(code, signal)
      })
      started.send({ type: 'start', settings } satisfies ToChild)
    })
  }

  function take(message: FromChild): void {
    missedBeats = 0
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

  const pulse = setInterval(() => {
    if (!child) return
    if (missedBeats < mostMissedBeats) {
      missedBeats += 1
      child.send({ type: 'beat' } satisfies ToChild, () => {})
      return
    }
    onFault('The voice process does not answer any more.')
    child.kill('SIGKILL')
    child = null
  }, beatMs)
  pulse.unref()

  await start()

  return {
    processId: () => child?.pid ?? null,
    isUp: () => child !== null,
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
      clearInterval(pulse)
      if (restart) clearTimeout(restart)
      const ending = running
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
