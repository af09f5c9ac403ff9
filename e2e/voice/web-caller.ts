/** A customer who calls without a page of ours: the frames of protocol/web-call.ts on a socket, the sound on a bare connection. */
import type { Browser } from 'playwright-core'
import type { VisitorCall, WebCallFrameInput, WebCallServerFrame } from '#protocol/web-call.ts'
import { openPhone, type Phone } from './phone.ts'

type Refused = Extract<WebCallServerFrame, { readonly type: 'refused' }>

export type CallerLine = {
  readonly token: string
  /** As the server told it last. */
  readonly call: () => VisitorCall | null
  readonly position: () => number | null
  readonly refused: () => Refused | null
  /** The last answer to an offer. */
  readonly answer: () => string | null
  readonly say: (frame: WebCallFrameInput) => void
  readonly close: () => void
}

export type WebCaller = CallerLine & { readonly phone: Phone }

/** A visitor of nobody's page. */
export async function newToken(hook: string): Promise<string> {
  const session = await fetch(`${hook}/session`, { method: 'POST', body: '{}' })
  return ((await session.json()) as { token: string }).token
}

/** Says hello, and resolves when it is welcomed or sent away. */
export async function openLine(hook: string, token: string): Promise<CallerLine> {
  const socket = new WebSocket(`${hook.replace('http', 'ws')}/live`)
  let call: VisitorCall | null = null
  let position: number | null = null
  let refused: Refused | null = null
  let answer: string | null = null
  const say = (frame: WebCallFrameInput): void => socket.send(JSON.stringify(frame))
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => say({ type: 'hello', token, language: 'es' }))
    socket.addEventListener('close', () => reject(new Error('The line was closed.')))
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as WebCallServerFrame
      switch (frame.type) {
        case 'welcome':
          call = frame.call
          resolve()
          return
        case 'call':
          call = frame.call
          return
        case 'queue':
          position = frame.position
          return
        case 'answer':
          answer = frame.sdp
          return
        case 'refused':
          refused = frame
          return
        case 'ping':
          say({ type: 'pong' })
          return
        case 'bye':
          reject(new Error(frame.reason))
      }
    })
  })
  return {
    token,
    call: () => call,
    position: () => position,
    refused: () => refused,
    answer: () => answer,
    say,
    close: () => socket.close(),
  }
}

/** Somebody new calls, and is connected. */
export async function callIn(
  browser: Browser,
  hook: string,
  { name, tone }: { readonly name: string; readonly tone: number },
): Promise<WebCaller> {
  const [phone, line] = await Promise.all([
    openPhone(browser, tone),
    newToken(hook).then(async (token) => await openLine(hook, token)),
  ])
  line.say({ type: 'call', answers: { name } })
  const offer = await phone.offer()
  await until(`${name} calls`, () => line.call() !== null)
  line.say({ type: 'offer', sdp: offer })
  await until(`${name} is answered`, () => line.answer() !== null)
  await phone.accept(line.answer() ?? '')
  return { ...line, phone }
}

/** Waits for a fact; a machine that is busy takes its time. */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const patience = performance.now() + 30_000
  while (!(await holds())) {
    if (performance.now() > patience) throw new Error(`Never: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
