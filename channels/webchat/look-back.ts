/** One look at a customer's messages shows the newest of them; this looks further back until it has those that are asked for. */
import type { ChannelHost, CustomerMessage } from '../channel.ts'

/** A page that has missed more than this many looks show begins with the newest. */
const mostLooks = 50

/** `messages` with what comes before them, as long as `isMore` says of the first one that something before it is wanted. */
export async function lookBack(
  host: Pick<ChannelHost, 'view'>,
  user: string,
  messages: readonly CustomerMessage[],
  isMore: (first: CustomerMessage) => boolean,
): Promise<readonly CustomerMessage[]> {
  let found = messages
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const [first] = found
    if (!first || !isMore(first)) return found
    const { messages: older } = await host.view(user, 0, first.seq)
    if (older.length === 0) return found
    found = [...older, ...found]
  }
  return found
}
