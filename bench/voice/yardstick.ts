/**
 * The same packets at the same moments without an engine between: over a bare socket, and over one encrypted connection from one end to the other. What
 * these need is the machine's part and this bench's own.
 */
import { createSocket } from 'node:dgram'
import { createDataChannelTransport } from '#voice/embedded/data-channel-transport.ts'
import type { Pacer } from './pacer.ts'
import { createPhone, opus, type Phone } from './phone.ts'
import { createSpeech, isReport, machineMs, saidAt, windowOf } from './probe.ts'
import type { Tally } from './tally.ts'

const flows = 10

export type Lane = (window: number) => Tally | undefined

export async function layBareSockets(pacer: Pacer, lane: Lane, window: () => number): Promise<void> {
  const [from, to] = [createSocket('udp4'), createSocket('udp4')]
  to.on('message', (packet) => heard(lane, packet))
  await new Promise<void>((resolve) => to.bind(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => from.connect(to.address().port, '127.0.0.1', resolve))
  for (let flow = 0; flow < flows; flow += 1) {
    const speech = createSpeech(flow, flow, opus)
    pacer.add(() => {
      lane(window())?.said()
      from.send(Buffer.from(speech.next(window())))
    })
  }
}

export async function layDirectConnections(pacer: Pacer, lane: Lane, window: () => number): Promise<void> {
  const transport = createDataChannelTransport(
    { address: '127.0.0.1', announcedAddress: null, ports: { from: 1_024, to: 65_535 } },
    (error) => process.stderr.write(`${String(error)}\n`),
  )

  /** Again when it fails: see `createPhone`'s `accept`. */
  async function connect(ssrc: number): Promise<Phone> {
    const phone = createPhone(ssrc, { onPacket: () => {}, onState: () => {} })
    const offer = await phone.offer()
    const isUp = await new Promise<boolean>((resolve) => {
      void transport
        .connect(offer, {
          onPacket: (packet) => (isReport(packet) ? undefined : heard(lane, packet)),
          onUp: () => resolve(true),
          onDown: () => resolve(false),
        })
        .then((connection) => {
          if (!phone.accept(connection?.answer ?? '')) resolve(false)
        })
    })
    if (isUp) return phone
    phone.close()
    return await connect(ssrc)
  }

  for (let flow = 0; flow < flows; flow += 1) {
    const ssrc = flow + 1
    const phone = await connect(ssrc)
    const speech = createSpeech(flow, ssrc, opus)
    pacer.add(() => {
      lane(window())?.said()
      phone.say(speech.next(window()))
    })
  }
}

function heard(lane: Lane, packet: Buffer): void {
  lane(windowOf(packet))?.heard(machineMs() - saidAt(packet))
}
