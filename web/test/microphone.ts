/** Microphones for pages in a machine that has none: each a tone, to be recognised at the other end. */
import type { BrowserContext, Page } from 'playwright-core'

export type FakeMicrophone = { readonly label: string; readonly hertz: number }

type Machine = {
  plugged: FakeMicrophone[]
  /** As the browser's own: given, refused, or taken by another program. */
  permission: PermissionState
  taken: boolean
  /** Everything that is played to the person, to be measured. */
  readonly heard: MediaStream[]
}

/** Before the page is opened. */
export async function giveMicrophones(
  context: BrowserContext,
  plugged: readonly FakeMicrophone[],
  permission: PermissionState = 'granted',
): Promise<void> {
  await context.addInitScript(
    ({ first, given }) => {
      const machine: Machine = { plugged: [...first], permission: given, taken: false, heard: [] }
      const status = Object.assign(new EventTarget(), { state: given })
      Object.assign(globalThis, { machine, permissionStatus: status })
      const tracks = new Map<MediaStreamTrack, string>()
      const devices = navigator.mediaDevices
      const refuse = (name: string): never => {
        throw new DOMException('', name)
      }
      devices.enumerateDevices = async () =>
        await Promise.resolve(
          machine.plugged.map(({ label }) => ({
            deviceId: label,
            groupId: '',
            kind: 'audioinput' as const,
            label: machine.permission === 'granted' ? label : '',
            toJSON: () => ({}),
          })),
        )
      devices.getUserMedia = async (constraints) => {
        await Promise.resolve()
        if (machine.permission === 'denied') refuse('NotAllowedError')
        machine.permission = 'granted'
        const { audio } = constraints ?? {}
        const wanted =
          typeof audio === 'object' ? (audio.deviceId as { exact?: string } | undefined) : undefined
        const found = machine.plugged.find(
          ({ label }) => wanted?.exact === undefined || label === wanted.exact,
        )
        if (!found) return refuse('NotFoundError')
        if (machine.taken) return refuse('NotReadableError')
        const audioContext = new AudioContext()
        const tone = new OscillatorNode(audioContext, { frequency: found.hertz })
        const soft = new GainNode(audioContext, { gain: 0.3 })
        const out = new MediaStreamAudioDestinationNode(audioContext)
        tone.connect(soft).connect(out)
        tone.start()
        const [track] = out.stream.getAudioTracks()
        if (!track) return refuse('NotFoundError')
        Object.defineProperty(track, 'label', { value: found.label })
        tracks.set(track, found.label)
        return out.stream
      }
      Object.assign(machine, {
        plug(next: FakeMicrophone[]) {
          machine.plugged = next
          for (const [track, label] of tracks)
            if (!next.some((one) => one.label === label)) {
              track.stop()
              track.dispatchEvent(new Event('ended'))
            }
          devices.dispatchEvent(new Event('devicechange'))
        },
        allow(next: PermissionState) {
          machine.permission = next
          status.state = next
          status.dispatchEvent(new Event('change'))
        },
      })
      const { permissions } = navigator
      const query = permissions.query.bind(permissions)
      permissions.query = async (descriptor) =>
        (descriptor.name as string) === 'microphone'
          ? (Object.assign(status, { state: machine.permission }) as unknown as PermissionStatus)
          : await query(descriptor)
      // What an element plays is what the person hears.
      // oxlint-disable-next-line typescript/unbound-method -- called with its own `this` below.
      const play = HTMLMediaElement.prototype.play
      HTMLMediaElement.prototype.play = async function heard(this: HTMLMediaElement) {
        if (this.srcObject instanceof MediaStream) machine.heard.push(this.srcObject)
        return await Reflect.apply(play, this, [])
      }
    },
    { first: plugged, given: permission },
  )
}

export const plug = (page: Page, ...plugged: FakeMicrophone[]): Promise<void> =>
  page.evaluate(
    (next) => (globalThis as unknown as { machine: { plug: (all: typeof next) => void } }).machine.plug(next),
    plugged,
  )
export const allow = (page: Page, permission: PermissionState): Promise<void> =>
  page.evaluate(
    (next) =>
      (globalThis as unknown as { machine: { allow: (one: typeof next) => void } }).machine.allow(next),
    permission,
  )

/** Of these frequencies, which the person at this page hears now. */
export const hears = (page: Page, tones: readonly number[]): Promise<number[]> =>
  page.evaluate(async (wanted) => {
    const { machine } = globalThis as unknown as { machine: Machine & { ears?: AudioContext } }
    machine.ears ??= new AudioContext({ sampleRate: 48_000 })
    const ears = machine.ears
    const analysers = machine.heard
      .filter((stream) => stream.getAudioTracks().some(({ readyState }) => readyState === 'live'))
      .map((stream) => {
        const analyser = new AnalyserNode(ears, { fftSize: 8_192, smoothingTimeConstant: 0 })
        ears.createMediaStreamSource(stream).connect(analyser)
        return analyser
      })
    await new Promise((resolve) => setTimeout(resolve, 250))
    const found = wanted.filter((tone) =>
      analysers.some((analyser) => {
        const bins = new Float32Array(analyser.frequencyBinCount)
        analyser.getFloatFrequencyData(bins)
        const middle = Math.round(tone / (ears.sampleRate / analyser.fftSize))
        return Math.max(...bins.slice(middle - 1, middle + 2)) > -45
      }),
    )
    for (const analyser of analysers) analyser.disconnect()
    return found
  }, tones)
