/**
 * The agent's microphone: the chosen one where it is plugged in, another one where it is not, and back to the chosen one when it returns, in the middle of a call
 * too. One open microphone serves all calls. It is open only while somebody wants it, so that the browser's mark for recording tells the truth.
 */
import { createStore, type Store } from '../live/store.ts'
import { deviceNamed, type Device } from './device-choice.ts'
import type { MicrophoneProblem, MicrophoneState } from './phone.ts'

export type MicrophoneTrack = Pick<
  MediaStreamTrack,
  'label' | 'readyState' | 'stop' | 'addEventListener' | 'removeEventListener'
>

/** What of the browser is needed; tests bring their own. */
export type MicrophonePorts<Track extends MicrophoneTrack> = {
  /** Undefined: a page without HTTPS has none. */
  readonly media:
    | {
        readonly open: (deviceId: string | null) => Promise<Track>
        readonly devices: () => Promise<readonly Device[]>
        /** Something was plugged in or out. Returns how to stop. */
        readonly onChange: (listener: () => void) => () => void
      }
    | undefined
  /** Whether it is given without asking. `unknown`: this browser does not say. */
  readonly permission: {
    readonly now: () => Promise<PermissionState | 'unknown'>
    readonly onChange: (listener: () => void) => () => void
  }
  /** By name. */
  readonly chosen: () => string | undefined
  /** In the middle of being used: another one took over, or the chosen one is back. */
  readonly onSwitch: (to: { readonly label: string; readonly why: 'gone' | 'back' }) => void
}

/** `if-allowed`: only where nobody has to be asked; warms it up. `now`: asks the person where it must. */
export type Want = 'no' | 'if-allowed' | 'now'

export type Microphone<Track extends MicrophoneTrack> = {
  readonly state: Store<MicrophoneState>
  readonly track: Store<Track | null>
  readonly want: (want: Want) => void
  /** Another one was chosen, something was plugged in, or the person says try again. */
  readonly look: () => void
  readonly close: () => void
}

export function createMicrophone<Track extends MicrophoneTrack>(
  ports: MicrophonePorts<Track>,
): Microphone<Track> {
  const { media, permission, chosen, onSwitch } = ports
  const state = createStore<MicrophoneState>({ name: 'off' })
  const track = createStore<Track | null>(null)
  let wanted: Want = 'no'
  let isClosed = false
  /** Only one question to the browser at a time; what changes meanwhile is looked at after it. */
  let working: Promise<void> | null = null
  let isDue = false

  function look(): void {
    if (isClosed) return
    if (working) {
      isDue = true
      return
    }
    working = settle().finally(() => {
      working = null
      if (!isDue) return
      isDue = false
      look()
    })
  }

  async function settle(): Promise<void> {
    if (wanted === 'no') return release()
    if (!media) return lack('insecure')
    const had = track.get()
    const all = await media.devices().catch(() => [])
    const device = deviceNamed(all, 'audioinput', chosen())
    if (had?.readyState === 'live') {
      if (!device || device.label === had.label) return show(had)
    } else if (wanted === 'if-allowed' && !(await mayAsk(all))) return
    if (!had) state.update(() => ({ name: 'asking' }))
    await open(device, had)
  }

  async function mayAsk(all: readonly Device[]): Promise<boolean> {
    const now = await permission.now()
    // Names are shown only to whoever was given one before.
    return now === 'unknown' ? all.some(({ label }) => label !== '') : now === 'granted'
  }

  async function open(device: Device | null, had: Track | null): Promise<void> {
    if (!media) return
    try {
      const opened = await openOr(device, had?.readyState === 'live')
      if (isClosed || wanted === 'no') {
        opened.stop()
        return
      }
      opened.addEventListener('ended', look)
      put(opened)
      // Its name may not have been known before it was given.
      const named = deviceNamed(await media.devices().catch(() => []), 'audioinput', chosen())
      if (!device && named && named.label !== opened.label) isDue = true
      show(opened)
      if (had && opened.label !== had.label)
        onSwitch({ label: opened.label, why: opened.label === chosen() ? 'back' : 'gone' })
    } catch (error) {
      // The chosen one is there and cannot be had: what works goes on.
      if (had?.readyState === 'live') return show(had)
      put(null)
      lack(problemOf(error))
    }
  }

  /** One that was there a moment ago may be gone, or taken: then any other. */
  async function openOr(device: Device | null, hasAnother: boolean): Promise<Track> {
    if (!media) throw new Error('There are no devices.')
    if (device) {
      try {
        return await media.open(device.deviceId)
      } catch (error) {
        if (hasAnother || problemOf(error) === 'denied') throw error
      }
    }
    return await media.open(null)
  }

  function put(next: Track | null): void {
    const before = track.get()
    track.update(() => next)
    before?.removeEventListener('ended', look)
    before?.stop()
  }

  function show({ label }: Track): void {
    const name = chosen()
    const isSubstitute = name !== undefined && name !== '' && name !== label
    state.update((now) =>
      now.name === 'on' && now.label === label && now.isSubstitute === isSubstitute
        ? now
        : { name: 'on', label, isSubstitute },
    )
  }

  const lack = (problem: MicrophoneProblem): void => state.update(() => ({ name: 'missing', problem }))

  function release(): void {
    put(null)
    state.update((now) => (now.name === 'off' ? now : { name: 'off' }))
  }

  const stopListening = [media?.onChange(look), permission.onChange(look)]
  return {
    state,
    track,
    want(want) {
      if (want === wanted) return
      const isMore = wanted !== 'now' && want !== 'no'
      wanted = want
      // Less is wanted: an open one may stay open.
      if (isMore || want === 'no') look()
    },
    look,
    close() {
      isClosed = true
      for (const stop of stopListening) stop?.()
      put(null)
    },
  }
}

export function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'in-use'
}
