import { describe, expect, it } from 'vitest'
import type { Device } from './device-choice.ts'
import { createMicrophone, type MicrophoneTrack } from './microphone.ts'

class FakeTrack extends EventTarget implements MicrophoneTrack {
  readonly label: string
  readyState: MediaStreamTrackState = 'live'
  constructor(label: string) {
    super()
    this.label = label
  }
  stop(): void {
    this.readyState = 'ended'
  }
}

const headset = 'Headset'
const builtIn = 'Built-in'

function machine(more: { plugged?: string[]; permission?: PermissionState; chosen?: string } = {}) {
  const now = { plugged: [builtIn], permission: 'granted' as PermissionState, chosen: undefined, ...more }
  const switched: string[] = []
  const listeners = new Set<() => void>()
  const tracks: FakeTrack[] = []
  let taken: string | null = null
  const devices = (): Device[] =>
    now.plugged.map((label) => ({
      deviceId: `id of ${label}`,
      kind: 'audioinput',
      label: now.permission === 'granted' ? label : '',
    }))
  const microphone = createMicrophone<FakeTrack>({
    media: {
      devices: async () => await Promise.resolve(devices()),
      async open(deviceId) {
        await Promise.resolve()
        if (now.permission === 'denied') throw new DOMException('', 'NotAllowedError')
        now.permission = 'granted'
        const found = devices().find((one) => deviceId === null || one.deviceId === deviceId)
        if (!found) throw new DOMException('', 'NotFoundError')
        if (taken === found.label) throw new DOMException('', 'NotReadableError')
        const track = new FakeTrack(found.label)
        tracks.push(track)
        return track
      },
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    permission: {
      now: async () => await Promise.resolve(now.permission),
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    chosen: () => now.chosen,
    onSwitch: ({ label, why }) => switched.push(`${label} ${why}`),
  })
  return {
    microphone,
    switched,
    tracks,
    live: () => tracks.filter(({ readyState }) => readyState === 'live').map(({ label }) => label),
    choose: (label: string) => {
      now.chosen = label
      microphone.look()
    },
    take: (label: string | null) => (taken = label),
    allow: (permission: PermissionState) => {
      now.permission = permission
      for (const listener of listeners) listener()
    },
    plug: (...plugged: string[]) => {
      const gone = tracks.filter(({ label, readyState }) => readyState === 'live' && !plugged.includes(label))
      now.plugged = plugged
      for (const track of gone) {
        track.readyState = 'ended'
        track.dispatchEvent(new Event('ended'))
      }
      for (const listener of listeners) listener()
    },
  }
}

/** Everything that was asked of the browser has been answered. */
const settled = async (): Promise<void> => {
  for (let n = 0; n < 40; n += 1) await Promise.resolve()
}

describe('the microphone', () => {
  it('is the chosen one, and is closed when nobody wants it', async () => {
    const { microphone, live } = machine({ plugged: [builtIn, headset], chosen: headset })
    microphone.want('now')
    await settled()
    expect(microphone.state.get()).toEqual({ name: 'on', label: headset, isSubstitute: false })
    expect(live()).toEqual([headset])
    microphone.want('no')
    await settled()
    expect([microphone.state.get(), live()]).toEqual([{ name: 'off' }, []])
  })

  it('is the chosen one also where names are known only after it was given', async () => {
    const { microphone, live } = machine({
      plugged: [builtIn, headset],
      chosen: headset,
      permission: 'prompt',
    })
    microphone.want('now')
    await settled()
    expect(live()).toEqual([headset])
  })

  it('is another one where the chosen one is not there, and says so', async () => {
    const { microphone } = machine({ chosen: headset })
    microphone.want('now')
    await settled()
    expect(microphone.state.get()).toEqual({ name: 'on', label: builtIn, isSubstitute: true })
  })

  it('goes over to another one when it is pulled out, and back when it is plugged in again', async () => {
    const { microphone, plug, live, switched } = machine({ plugged: [builtIn, headset], chosen: headset })
    microphone.want('now')
    await settled()
    plug(builtIn)
    await settled()
    expect(live()).toEqual([builtIn])
    plug(builtIn, headset)
    await settled()
    expect([live(), switched]).toEqual([[headset], [`${builtIn} gone`, `${headset} back`]])
  })

  it('goes over to another one that is chosen meanwhile', async () => {
    const { microphone, choose, live } = machine({ plugged: [builtIn, headset] })
    microphone.want('now')
    await settled()
    choose(headset)
    await settled()
    expect(live()).toEqual([headset])
  })

  it('that has left with nothing else there is missing, and comes by itself when one is plugged in', async () => {
    const { microphone, plug } = machine()
    microphone.want('now')
    await settled()
    plug()
    await settled()
    expect(microphone.state.get()).toEqual({ name: 'missing', problem: 'none' })
    expect(microphone.track.get()).toBeNull()
    plug(headset)
    await settled()
    expect(microphone.state.get()).toMatchObject({ name: 'on', label: headset })
  })

  it('that another program has taken is replaced by another one, and without one it is said', async () => {
    const { microphone, take, plug, live, tracks } = machine({ plugged: [builtIn, headset], chosen: headset })
    take(headset)
    microphone.want('now')
    await settled()
    expect(live()).toEqual([builtIn])
    const opened = tracks.length
    microphone.look()
    await settled()
    expect([live(), tracks.length]).toEqual([[builtIn], opened])
    plug(headset)
    await settled()
    expect(microphone.state.get()).toEqual({ name: 'missing', problem: 'in-use' })
    take(null)
    microphone.look()
    await settled()
    expect(live()).toEqual([headset])
  })

  it('that was denied comes by itself when it is allowed', async () => {
    const { microphone, allow } = machine({ permission: 'denied' })
    microphone.want('now')
    await settled()
    expect(microphone.state.get()).toEqual({ name: 'missing', problem: 'denied' })
    allow('granted')
    await settled()
    expect(microphone.state.get()).toMatchObject({ name: 'on' })
  })

  it('is warmed up only where nobody has to be asked', async () => {
    const asks = machine({ permission: 'prompt' })
    asks.microphone.want('if-allowed')
    await settled()
    expect([asks.microphone.state.get(), asks.live()]).toEqual([{ name: 'off' }, []])
    asks.microphone.want('now')
    await settled()
    expect(asks.live()).toEqual([builtIn])

    const given = machine()
    given.microphone.want('if-allowed')
    await settled()
    given.microphone.want('now')
    await settled()
    // The same one: it was not opened twice.
    expect([given.live(), given.tracks.length]).toEqual([[builtIn], 1])
  })

  it('that came after nobody wanted it any more is closed at once', async () => {
    const { microphone, live } = machine()
    microphone.want('now')
    microphone.want('no')
    await settled()
    expect(live()).toEqual([])
  })

  it('does not exist on a page without HTTPS', async () => {
    const microphone = createMicrophone({
      media: undefined,
      permission: { now: async () => await Promise.resolve('unknown'), onChange: () => () => undefined },
      chosen: () => undefined,
      onSwitch: () => undefined,
    })
    microphone.want('now')
    await settled()
    expect(microphone.state.get()).toEqual({ name: 'missing', problem: 'insecure' })
  })
})
