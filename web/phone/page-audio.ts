/**
 * The page's own small sounds and ears for calls, on one audio context: how loud the microphone is, silence to send where there is none, and the tone that says
 * that it rings at the other end. Browsers keep a context asleep until the page was touched; then nothing is heard or measured, and nothing is pretended.
 */
export type PageAudio = {
  /** Some ten times a second, in decibels. */
  readonly listen: (track: MediaStreamTrack, heard: (decibels: number) => void) => () => void
  /** Null: this browser cannot. */
  readonly silence: () => MediaStreamTrack | null
  readonly ringBack: (isOn: boolean) => void
  /** Where the tone is heard; '' is the machine's own. */
  readonly aim: (sinkId: string) => void
  readonly close: () => void
}

const listenMs = 100
/** As in most of Europe and Latin America: one second of 425 Hz, four of nothing. */
const ringHz = 425
const ringMs = 1_000
const ringEveryMs = 5_000
const ringLoudness = 0.06

export function createPageAudio(): PageAudio {
  let made: AudioContext | null = null
  let quiet: MediaStreamAudioDestinationNode | null = null
  let stopRinging: (() => void) | null = null
  let sinkId = ''

  function context(): AudioContext {
    made ??= new AudioContext()
    if (made.state === 'suspended') void made.resume().catch(() => undefined)
    return made
  }

  const touched = (): void => {
    if (made?.state === 'suspended') void made.resume().catch(() => undefined)
  }
  addEventListener('pointerdown', touched)
  addEventListener('keydown', touched)

  function ring(): void {
    const audio = context()
    const tone = new OscillatorNode(audio, { frequency: ringHz })
    const soft = new GainNode(audio, { gain: 0 })
    const at = audio.currentTime
    soft.gain.setTargetAtTime(ringLoudness, at, 0.01)
    soft.gain.setTargetAtTime(0, at + ringMs / 1_000, 0.01)
    tone.connect(soft).connect(audio.destination)
    tone.start()
    tone.stop(at + ringMs / 1_000 + 0.1)
    const timer = setTimeout(ring, ringEveryMs)
    stopRinging = () => {
      clearTimeout(timer)
      soft.gain.cancelScheduledValues(audio.currentTime)
      soft.gain.setTargetAtTime(0, audio.currentTime, 0.01)
      if (audio.state !== 'closed') tone.stop(audio.currentTime + 0.1)
    }
  }

  return {
    listen(track, heard) {
      const audio = context()
      const source = new MediaStreamAudioSourceNode(audio, { mediaStream: new MediaStream([track]) })
      const analyser = new AnalyserNode(audio, { fftSize: 4_096 })
      source.connect(analyser)
      const wave = new Float32Array(analyser.fftSize)
      const timer = setInterval(() => {
        if (audio.state !== 'running') return
        analyser.getFloatTimeDomainData(wave)
        heard(decibelsOf(wave))
      }, listenMs)
      return () => {
        clearInterval(timer)
        source.disconnect()
      }
    },
    silence() {
      try {
        quiet ??= new MediaStreamAudioDestinationNode(context())
        return quiet.stream.getAudioTracks()[0] ?? null
      } catch {
        return null
      }
    },
    ringBack(isOn) {
      if (isOn === (stopRinging !== null)) return
      if (isOn) return ring()
      stopRinging?.()
      stopRinging = null
    },
    aim(next) {
      if (next === sinkId) return
      sinkId = next
      // Not every browser lets a page choose.
      const choosing = context() as AudioContext & { setSinkId?: (id: string) => Promise<void> }
      void choosing.setSinkId?.(next).catch(() => undefined)
    },
    close() {
      removeEventListener('pointerdown', touched)
      removeEventListener('keydown', touched)
      stopRinging?.()
      void made?.close()
    },
  }
}

export function decibelsOf(wave: Float32Array): number {
  let sum = 0
  for (const sample of wave) sum += sample * sample
  return 10 * Math.log10(sum / wave.length + 1e-12)
}
