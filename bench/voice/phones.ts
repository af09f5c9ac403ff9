/** The process with the phones: told by `exchange.ts` who offers, who is answered and what is measured when. */
import { setPriority } from 'node:os'
import { createPacer } from './pacer.ts'
import { createPhone, opus, type Phone } from './phone.ts'
import { createSpeech, isReport, machineMs, saidAt, speakerOf, windowOf } from './probe.ts'
import { createTally, type Tally, type Told } from './tally.ts'
import { layBareSockets, layDirectConnections } from './yardstick.ts'

export type ToPhones =
  | { readonly type: 'lay-yardsticks' }
  /** `hears`: the phone that may be heard; others are strangers. */
  | { readonly type: 'call'; readonly phone: number; readonly hears: number }
  | { readonly type: 'accept'; readonly phone: number; readonly answer: string }
  | { readonly type: 'hang-up'; readonly phone: number }
  /** What is said from now on counts for this window; 0: for none. */
  | { readonly type: 'window'; readonly window: number }
  | { readonly type: 'tell'; readonly window: number }

export type Lanes = { readonly engine: Told; readonly direct: Told; readonly socket: Told }

export type FromPhones =
  | { readonly type: 'ready' }
  | { readonly type: 'yardsticks-laid' }
  | { readonly type: 'offered'; readonly phone: number; readonly offer: string }
  | { readonly type: 'failed'; readonly phone: number }
  /** The first packet from somebody else than before; null: music. */
  | { readonly type: 'heard'; readonly phone: number; readonly from: number | null; readonly atMs: number }
  | {
      readonly type: 'told'
      readonly window: number
      readonly lanes: Lanes
      /** Packets from somebody whom that phone must not hear. */
      readonly strangers: number
    }

type Talking = { readonly phone: Phone; readonly stop: () => void; heard: number | null | undefined }

// As the engine does: phones that wait for a turn would be measured, and callers have machines of their own.
try {
  setPriority(-10)
} catch {
  // Not allowed here.
}

const tell = (message: FromPhones): void => void process.send?.(message)
const pacer = createPacer()
const phones = new Map<number, Talking>()
let window = 0
let strangers = 0

const lanesOf = new Map<number, { readonly engine: Tally; readonly direct: Tally; readonly socket: Tally }>()
const current = (): number => window

function call(number: number, hears: number): void {
  const ssrc = 1_000 + number
  const phone = createPhone(ssrc, {
    onPacket: (packet) => take(number, hears, packet),
    onState: (state) => {
      if (state === 'failed') tell({ type: 'failed', phone: number })
    },
  })
  const speech = createSpeech(number, ssrc, opus)
  const stop = pacer.add(() => {
    lanesOf.get(window)?.engine.said()
    phone.say(speech.next(window))
  })
  phones.set(number, { phone, stop, heard: undefined })
  void phone.offer().then((offer) => tell({ type: 'offered', phone: number, offer }))
}

function take(number: number, hears: number, packet: Buffer): void {
  if (isReport(packet)) return
  const one = phones.get(number)
  if (!one) return
  const from = speakerOf(packet)
  if (from !== one.heard) {
    one.heard = from
    tell({ type: 'heard', phone: number, from, atMs: machineMs() })
  }
  if (from === null) return
  if (from !== hears) strangers += 1
  lanesOf.get(windowOf(packet))?.engine.heard(machineMs() - saidAt(packet))
}

function hangUp(number: number): void {
  const one = phones.get(number)
  if (!one) return
  phones.delete(number)
  one.stop()
  one.phone.close()
}

process.on('message', (message: ToPhones) => {
  switch (message.type) {
    case 'lay-yardsticks':
      void Promise.all([
        layBareSockets(pacer, (n) => lanesOf.get(n)?.socket, current),
        layDirectConnections(pacer, (n) => lanesOf.get(n)?.direct, current),
      ]).then(() => tell({ type: 'yardsticks-laid' }))
      break
    case 'call':
      call(message.phone, message.hears)
      break
    case 'accept':
      if (phones.get(message.phone)?.phone.accept(message.answer) === false)
        tell({ type: 'failed', phone: message.phone })
      break
    case 'hang-up':
      hangUp(message.phone)
      break
    case 'window':
      ;({ window } = message)
      if (window > 0)
        lanesOf.set(window, { engine: createTally(), direct: createTally(), socket: createTally() })
      break
    case 'tell': {
      const lanes = lanesOf.get(message.window)
      if (!lanes) break
      lanesOf.delete(message.window)
      const { engine, direct, socket } = lanes
      tell({
        type: 'told',
        window: message.window,
        lanes: { engine: engine.told(), direct: direct.told(), socket: socket.told() },
        strangers,
      })
      break
    }
  }
})
// The library never lets a process end by itself.
process.on('disconnect', () => process.exit(0))
tell({ type: 'ready' })
