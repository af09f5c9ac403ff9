/**
 * The one connection to a browser, as small as it can be, so that another library could take the present one's place. It answers an offer, gives
 * and takes packets, and says how the connection is. What it is given it must not keep; what it gives may be overwritten afterwards.
 */
export type AudioLine = {
  /** For packets to the browser; `payloadType`: that of Opus on this line. */
  readonly ssrc: number
  readonly payloadType: number
  readonly write: (packet: Buffer) => void
}

export type Connection = {
  /** The lines on which we may send, in the order of the offer. */
  readonly lines: readonly AudioLine[]
  readonly opus: number
  /** Payload types of telephone events. */
  readonly digits: ReadonlySet<number>
  /** The answer, with every candidate in it. */
  readonly answer: string
  readonly close: () => void
}

export type ConnectionEvents = {
  /** RTP and RTCP, as they come. */
  readonly onPacket: (packet: Buffer) => void
  readonly onUp: () => void
  /** `closed`: the other end said so. `failed`: it has gone. */
  readonly onDown: (how: 'closed' | 'failed') => void
}

export interface Transport {
  /** Null: there is nothing in the offer that can be answered. */
  connect(offer: string, events: ConnectionEvents): Promise<Connection | null>
}

export type TransportSettings = {
  /** Address to listen on; null: all. */
  readonly address: string | null
  /** What browsers are told instead of our own address, behind a translating router; null: as it is. */
  readonly announcedAddress: string | null
  /** One port: everything goes over it. */
  readonly ports: { readonly from: number; readonly to: number }
}
