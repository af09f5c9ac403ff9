/** A caller's session on a clock, a wire and a sound that the test holds. */
import type { VisitorCall, WebCallFrameInput, WebCallServerFrame } from '#protocol/web-call.ts'
import type { Wire } from '../../net/line.ts'
import { FakeClock } from '../../test/fake-clock.ts'
import { memoryShelf } from '../../visit/shelf.ts'
import type { Problem } from '../caller-state.ts'
import { CallSession } from '../call-session.ts'
import type { Loudspeaker } from '../loudspeaker.ts'
import type { Microphone } from '../microphone.ts'
import type { Peer, PeerParts } from '../peer.ts'

/** Lets what was promised happen. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

class FakePeer implements Peer {
  readonly parts: PeerParts
  accepted: string | null = null
  isClosed = false
  spokenBy: MediaStreamTrack
  lost = 0

  constructor(parts: PeerParts) {
    this.parts = parts
    this.spokenBy = parts.track
  }

  async offer(): Promise<string> {
    return await Promise.resolve('offer')
  }

  async accept(answer: string): Promise<void> {
    this.accepted = answer
    await Promise.resolve()
  }

  speak(track: MediaStreamTrack): void {
    this.spokenBy = track
  }

  async loss(): Promise<number> {
    return await Promise.resolve(this.lost)
  }

  close(): void {
    this.isClosed = true
  }
}

class CallWire implements Wire {
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: unknown }) => void) | null = null
  onclose: (() => void) | null = null
  readonly said: WebCallFrameInput[] = []
  isClosed = false

  send(text: string): void {
    this.said.push(JSON.parse(text) as WebCallFrameInput)
  }

  close(): void {
    this.isClosed = true
  }

  tell(frame: WebCallServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }

  types(): string[] {
    return this.said.map(({ type }) => type)
  }
}

export const waiting: VisitorCall = {
  id: 'cal_1',
  state: 'waiting',
  agentName: null,
  isMuted: false,
  isRecorded: false,
  leg: 'joining',
  legId: null,
  by: null,
  startedAt: 1,
  answeredAt: null,
}

export class FakeCall {
  readonly clock = new FakeClock()
  readonly shelf = memoryShelf()
  readonly wires: CallWire[] = []
  readonly peers: FakePeer[] = []
  readonly microphones: (Microphone & { isStopped: boolean })[] = []
  /** What the next one who asks for a microphone is told. */
  problem: Problem | null = null
  isOnline = true
  hasSound = false
  isBlocked = false
  readonly session = new CallSession({
    clock: this.clock,
    shelf: this.shelf,
    tab: { get: () => this.hasSound, set: (has) => void (this.hasSound = has) },
    newSession: async () => await Promise.resolve('token'),
    dial: () => {
      const wire = new CallWire()
      this.wires.push(wire)
      return wire
    },
    language: () => 'es',
    page: () => 'https://tienda.example/',
    takeMicrophone: async () => {
      await Promise.resolve()
      return this.problem ? { problem: this.problem } : this.#microphone()
    },
    openPeer: (parts) => {
      const peer = new FakePeer(parts)
      this.peers.push(peer)
      return peer
    },
    loudspeaker: (): Loudspeaker => ({
      play: () => undefined,
      unlock: () => void (this.isBlocked = false),
      isBlocked: this.isBlocked,
      silence: () => undefined,
    }),
    isOnline: () => this.isOnline,
    onChange: () => undefined,
  })

  #microphone(): Microphone {
    // Only what the session touches.
    const track = { enabled: true } as MediaStreamTrack
    const microphone = {
      track,
      onGone: null as (() => void) | null,
      isStopped: false,
      stop() {
        microphone.isStopped = true
      },
    }
    this.microphones.push(microphone)
    return microphone
  }

  get wire(): CallWire {
    const wire = this.wires.at(-1)
    if (!wire) throw new Error('no wire was dialled')
    return wire
  }

  get peer(): FakePeer {
    const peer = this.peers.at(-1)
    if (!peer) throw new Error('no connection was opened')
    return peer
  }

  get state() {
    return this.session.state
  }

  async welcome(call: VisitorCall | null = null): Promise<void> {
    await settled()
    this.wire.onopen?.()
    this.wire.tell({ type: 'welcome', at: 1, call, iceServers: [] })
    await settled()
  }

  async tell(frame: WebCallServerFrame): Promise<void> {
    this.wire.tell(frame)
    await settled()
  }

  /** Called, answered and up, on a leg of this name. */
  async connect(legId = 'leg_1'): Promise<void> {
    void this.session.call({ name: 'Marta' })
    await this.welcome()
    await this.tell({ type: 'call', call: waiting })
    await this.up(legId)
  }

  async up(legId: string): Promise<void> {
    await this.tell({ type: 'answer', sdp: 'answer', legId })
    this.peer.parts.onState('up')
    await this.tell({ type: 'call', call: { ...waiting, leg: 'up', legId } })
  }
}
