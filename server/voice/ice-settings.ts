/**
 * What browsers need to find a way to this server's voice ports: addresses of STUN and TURN. Where the TURN server shares a secret with this one (coturn's
 * `use-auth-secret`), each who asks gets a name and a password of their own that end by themselves: name `<end in s since 1970>:<who>`, password
 * Base64(HMAC-SHA1(secret, name)). https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 */
import { createHmac } from 'node:crypto'
import type { VoiceSettings } from '#protocol/call.ts'

export type IceConfig = {
  /** `stun:`, `turn:` and `turns:` addresses. */
  readonly urls: readonly string[]
  /** Null: there is no `turn:` among them. */
  readonly turn:
    | { readonly by: 'secret'; readonly secret: string }
    | { readonly by: 'password'; readonly user: string; readonly password: string }
    | null
}

/** A shift and its longest call; relays ask again for as long as a call goes on. */
const credentialsLastMs = 24 * 3_600_000

/** `name`: who asks, for the relay's log; never a person's. */
export function iceServers({ urls, turn }: IceConfig, name: string, at: number): VoiceSettings['iceServers'] {
  const stun = urls.filter((url) => url.startsWith('stun:'))
  const relays = urls.filter((url) => !url.startsWith('stun:'))
  return [
    ...(stun.length > 0 ? [{ urls: stun }] : []),
    ...(relays.length > 0 && turn ? [{ urls: relays, ...credentials(turn, name, at) }] : []),
  ]
}

function credentials(
  turn: NonNullable<IceConfig['turn']>,
  name: string,
  at: number,
): { readonly username: string; readonly credential: string } {
  if (turn.by === 'password') return { username: turn.user, credential: turn.password }
  const username = `${Math.floor((at + credentialsLastMs) / 1_000)}:${name}`
  return { username, credential: createHmac('sha1', turn.secret).update(username).digest('base64') }
}
