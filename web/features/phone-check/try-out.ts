/**
 * The parts of the check that make and take sound, without a screen: an own microphone beside the phone's, a tone on a chosen loudspeaker, and three seconds
 * recorded and played back. Everything is let go when the check is closed.
 */
import { createStore, type Store } from '#web/live/store.ts'
import { browserMicrophone, listDevices, onDevicesChange } from '#web/phone/browser-microphone.ts'
import type { Device } from '#web/phone/device-choice.ts'
import { createLoudspeaker, type Loudspeaker } from '#web/phone/loudspeaker.ts'
import { createMicrophone, type Microphone } from '#web/phone/microphone.ts'
import { createPageAudio } from '#web/phone/page-audio.ts'
import type { ChosenDevices } from '#web/phone/phone.ts'

export type EchoState = 'idle' | 'recording' | 'playing' | 'done' | 'failed'

export type TryOut = {
  readonly microphone: Pick<Microphone<MediaStreamTrack>, 'state' | 'look'>
  /** In decibels; null: not listening. */
  readonly decibels: Store<number | null>
  readonly devices: Store<readonly Device[]>
  readonly echo: Store<EchoState>
  /** Asks for the microphone where it must; within a press. */
  readonly begin: () => void
  /** Other devices were chosen. */
  readonly choose: (chosen: ChosenDevices) => void
  readonly hearSpeaker: () => void
  readonly hearRinger: () => void
  readonly recordEcho: () => Promise<void>
  readonly close: () => void
}

const echoMs = 3_000
/** The call's tone is one, the ringer's are two in turns. */
const speakerHz = [523.25] as const
const ringerHz = [740, 622.25, 740, 622.25, 740, 622.25] as const
const toneS = 0.9

export function openTryOut(first: ChosenDevices, mayAsk: boolean): TryOut {
  let chosen = first
  const audio = createPageAudio()
  const decibels = createStore<number | null>(null)
  const devices = createStore<readonly Device[]>([])
  const echo = createStore<EchoState>('idle')
  const microphone = createMicrophone<MediaStreamTrack>({
    ...browserMicrophone(),
    chosen: () => chosen.microphone,
    onSwitch: () => undefined,
  })
  const speaker = createLoudspeaker(() => chosen.speaker, listDevices)
  const ringer = createLoudspeaker(() => chosen.ringer, listDevices)
  let context: AudioContext | null = null
  const sounds = (): AudioContext => {
    context ??= new AudioContext()
    void context.resume().catch(() => undefined)
    return context
  }
  let isClosed = false

  async function list(): Promise<void> {
    const found = await listDevices().catch(() => [])
    devices.update(() => found)
    await Promise.all([speaker.look(), ringer.look()])
  }

  let stopListening = (): void => {}
  const stopFollowing = microphone.track.subscribe(() => {
    stopListening()
    const track = microphone.track.get()
    decibels.update(() => null)
    stopListening = track ? audio.listen(track, (heard) => decibels.update(() => heard)) : () => {}
    // Names are known only now.
    void list()
  })
  const stopWatching = onDevicesChange(() => void list())
  void list()
  microphone.want(mayAsk ? 'now' : 'if-allowed')

  /** Through an element, because only those can be sent to a chosen device everywhere. */
  function play(on: Loudspeaker, make: (into: AudioNode, at: AudioContext) => AudioScheduledSourceNode) {
    const at = sounds()
    const out = new MediaStreamAudioDestinationNode(at)
    const source = make(out, at)
    const [track] = out.stream.getAudioTracks()
    const stop = track ? on.play(track, () => undefined) : () => {}
    source.addEventListener('ended', () => setTimeout(stop, 200))
  }

  const tone = (on: Loudspeaker, hertz: readonly number[]): void =>
    play(on, (into, at) => {
      const begin = at.currentTime + 0.1
      const source = new OscillatorNode(at)
      hertz.forEach((one, n) => source.frequency.setValueAtTime(one, begin + (n * toneS) / hertz.length))
      const soft = new GainNode(at, { gain: 0 })
      soft.gain.setTargetAtTime(0.2, begin, 0.02)
      soft.gain.setTargetAtTime(0, begin + toneS, 0.03)
      source.connect(soft).connect(into)
      source.start(begin)
      source.stop(begin + toneS + 0.2)
      return source
    })

  async function recordEcho(): Promise<void> {
    const track = microphone.track.get()
    if (!track || echo.get() === 'recording') return
    echo.update(() => 'recording')
    try {
      const recorded = await record(track)
      if (isClosed) return
      const buffer = await sounds().decodeAudioData(await recorded.arrayBuffer())
      echo.update(() => 'playing')
      play(speaker, (into, at) => {
        const source = new AudioBufferSourceNode(at, { buffer })
        source.connect(into)
        source.addEventListener('ended', () => echo.update((now) => (now === 'playing' ? 'done' : now)))
        source.start()
        return source
      })
    } catch {
      echo.update(() => 'failed')
    }
  }

  return {
    microphone,
    decibels,
    devices,
    echo,
    begin() {
      microphone.want('now')
      microphone.look()
    },
    choose(next) {
      chosen = next
      microphone.look()
      void speaker.look()
      void ringer.look()
    },
    hearSpeaker: () => tone(speaker, speakerHz),
    hearRinger: () => tone(ringer, ringerHz),
    recordEcho,
    close() {
      isClosed = true
      stopFollowing()
      stopWatching()
      stopListening()
      microphone.close()
      speaker.close()
      ringer.close()
      audio.close()
      void context?.close()
    },
  }
}

async function record(track: MediaStreamTrack): Promise<Blob> {
  const recorder = new MediaRecorder(new MediaStream([track]))
  const parts: Blob[] = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
  recorder.start()
  setTimeout(() => {
    if (recorder.state !== 'inactive') recorder.stop()
  }, echoMs)
  await stopped
  return new Blob(parts, { type: recorder.mimeType })
}
