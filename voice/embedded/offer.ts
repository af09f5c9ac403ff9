/** What an offer (SDP, RFC 8866) says of its audio lines, as far as an answer needs it. */
export type OfferedLine = {
  readonly mid: string
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  /** Payload type; null: no Opus on this line. */
  readonly opus: number | null
  /** Payload type → clock rate of telephone events. */
  readonly digits: ReadonlyMap<number, number>
}

const longestOffer = 65_536
const mostLines = 16

/** The audio lines with Opus; none when it is no offer at all. */
export function audioLinesOf(offer: string): OfferedLine[] {
  if (offer.length > longestOffer || !offer.startsWith('v=0')) return []
  return offer
    .split(/\r?\n(?=m=)/)
    .slice(1, mostLines + 1)
    .filter((section) => section.startsWith('m=audio '))
    .map(lineOf)
    .filter((line) => line.opus !== null)
}

function lineOf(section: string): OfferedLine {
  const first = (pattern: RegExp): string | null => pattern.exec(section)?.[1] ?? null
  const opus = first(/^a=rtpmap:(\d{1,3}) opus\/48000\/2/im)
  return {
    mid: first(/^a=mid:(\S{1,32})/m) ?? '0',
    direction: (first(/^a=(sendrecv|sendonly|recvonly|inactive)\r?$/m) ??
      'sendrecv') as OfferedLine['direction'],
    opus: opus === null ? null : Number(opus),
    digits: new Map(
      [...section.matchAll(/^a=rtpmap:(\d{1,3}) telephone-event\/(\d{1,6})/gim)].map(([, type, rate]) => [
        Number(type),
        Number(rate),
      ]),
    ),
  }
}
