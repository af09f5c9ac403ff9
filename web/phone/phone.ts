/**
 * The page's telephone: the sound of the agent's calls, on this page. Who is in a call, who is muted or on hold is the server's business and stands in the
 * live model; here is only whether its sound comes and goes through this page, and what is in the way. Made once per signed-in page (`createPhone`);
 * screens read it through the hooks of `phone-context.ts`.
 *
 * A call's sound is on one page at a time. It comes to the page on which the agent answered, stays with its tab over a reload, and comes to any other page
 * when it is asked for (`attachHere`) or when nobody has had it for some seconds.
 */
import type { CallId, InteractionId } from '#core/id.ts'
import type { Preferences } from '#protocol/workspace.ts'
import type { Store } from '../live/store.ts'

export type MicrophoneProblem =
  /** The person, or the browser's or the system's settings, said no. */
  | 'denied'
  /** None is plugged in. */
  | 'none'
  /** Another program has it, or the system does not give it. */
  | 'in-use'
  /** The page did not come over HTTPS: browsers have no microphone then. */
  | 'insecure'

export type SoundProblem =
  /** The agent hears the others and is not heard. */
  | MicrophoneProblem
  /** No connection comes about, again and again: a firewall, or no network. */
  | 'no-connection'
  /** The server's voice service is being started again. */
  | 'voice-down'
  /** The server did not accept this browser's sound. */
  | 'refused'
  /** The browser does not let the page sound before the person has touched it; the next key or press is enough. */
  | 'playback-blocked'

/**
 * - `connecting`: on its way. `up`: goes both ways (with a microphone's problem: one way).
 * - `elsewhere`: on another page or device of the same agent; `attachHere` brings it here.
 * - `failed`: several attempts came to nothing; the next one comes by itself, `attachHere` makes it at once.
 */
export type SoundPhase = 'connecting' | 'up' | 'elsewhere' | 'failed'

/** Texts: `phone.problem.<problem>` says what is wrong, `phone.wayOut.<problem>` what to do now. */
export type CallSound = { readonly phase: SoundPhase; readonly problem: SoundProblem | null }

export type MicrophoneState =
  | { readonly name: 'off' | 'asking' }
  /** `isSubstitute`: not the chosen one, which is not plugged in. */
  | { readonly name: 'on'; readonly label: string; readonly isSubstitute: boolean }
  | { readonly name: 'missing'; readonly problem: MicrophoneProblem }

/** What the browser has measured in the last moments. Shares 0–1, times in ms; null: not known yet. */
export type LineSound = {
  readonly lossIn: number | null
  readonly jitterMs: number | null
  readonly roundTripMs: number | null
}

/** `silent`: nothing at all comes from it (a switch on the headset, a dead plug). `quiet`: speech does, too softly. */
export type Hearing = 'fine' | 'quiet' | 'silent'

export type PhoneState = {
  /** The agent's own calls in which this agent should sound; a call that only rings is not here. */
  readonly calls: ReadonlyMap<CallId, CallSound>
  readonly microphone: MicrophoneState
  readonly hearing: Hearing
  /** Muted, and the microphone hears speech: worth a hint. */
  readonly isSpeakingMuted: boolean
}

export type ChosenDevices = NonNullable<Preferences['devices']>
export type Switch = { readonly label: string; readonly why: 'gone' | 'back' }

export type Phone = {
  readonly state: Store<PhoneState>
  /** How loud the own microphone is, 0 to 1, about ten times a second while a call sounds here; 0 otherwise. */
  readonly level: Store<number>
  /** What the browser measures on the calls that sound here, every two seconds. */
  readonly measured: Store<ReadonlyMap<CallId, LineSound>>
  /**
   * The sound of this call comes to this page: taken over from another one, tried again after a failure, or, called before an act that makes the agent
   * join (`answer`, `monitor`, `POST /calls`), as soon as there is a leg to open.
   */
  readonly attachHere: (callId: CallId) => void
  /** The same for a call that is not known yet: of this interaction (retrieving what was parked). Accepting and taking are noticed without it. */
  readonly expect: (interactionId: InteractionId) => void
  /** At once, before the server has heard of it; null: as the server says (an act was refused). It goes back to that by itself after some seconds. */
  readonly setLocalMute: (callId: CallId, on: boolean | null) => void
  /** Asks for the microphone again, within a press. */
  readonly retryMicrophone: () => void
  /** The last time a device was unplugged or came back in the middle of a call: the microphone goes on with this one. */
  readonly switched: Store<Switch | null>
  /** The devices that the agent prefers, by name. */
  readonly choose: (devices: ChosenDevices) => void
  readonly close: () => void
}

export const silentPhone: PhoneState = {
  calls: new Map(),
  microphone: { name: 'off' },
  hearing: 'fine',
  isSpeakingMuted: false,
}
