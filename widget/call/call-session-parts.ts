/** What a caller's session is given to live on. */
import type { Language } from '#protocol/text.ts'
import type { Clock } from '../net/clock.ts'
import type { Wire } from '../net/line.ts'
import type { Shelf } from '../visit/shelf.ts'
import type { Loudspeaker } from './loudspeaker.ts'
import type { Taken } from './microphone.ts'
import type { OpenPeer } from './peer.ts'

export interface CallSessionParts {
  readonly clock: Clock
  /** `call-token`, and `call-live` while there is one. */
  readonly shelf: Shelf
  /** Of this tab alone, kept over a reload. */
  readonly tab: { get(): boolean; set(hasSound: boolean): void }
  readonly newSession: () => Promise<string>
  readonly dial: () => Wire
  readonly language: () => Language
  readonly page: () => string
  readonly takeMicrophone: () => Promise<Taken>
  readonly openPeer: OpenPeer
  readonly loudspeaker: (onChange: () => void) => Loudspeaker
  readonly isOnline: () => boolean
  readonly onChange: () => void
}
