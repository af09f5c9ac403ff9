/**
 * Makes the page's sounds. A browser lets a page sound only after the person has touched it, so the audio wakes with the first key or press; until
 * then, and where there is no way to sound at all, it says so instead of pretending.
 */
import { createStore, type Store } from '#web/live/store.ts'
import type { Strike } from './tone.ts'

/** `asleep`: waits for the first touch. `blocked`: was touched, and the browser or the machine still does not let it sound. */
export type SoundState = 'asleep' | 'awake' | 'blocked'

export type Sounder = {
  readonly state: Store<SoundState>
  /** From now on the person's next touch wakes the audio; returns how to stop. */
  readonly open: () => () => void
  /** Within a press or a key: resolves to whether it can sound now. */
  readonly wake: () => Promise<boolean>
  /** Where it is heard, from now on: a device's id; '' is the machine's own. Not every browser lets a page choose. */
  readonly aim: (sinkId: string) => void
  /** Returns how to stop it at once. Nothing is heard, and nothing is kept for later, unless it is awake. */
  readonly play: (strikes: readonly Strike[], volume: number) => () => void
}

type Choosing = AudioContext & { setSinkId?: (id: string) => Promise<void> }

/** A soft edge on both sides, or it clicks. */
const edgeS = 0.012
const stopS = 0.03

export function createSounder(makeContext: () => AudioContext = () => new AudioContext()): Sounder {
  const state = createStore<SoundState>('asleep')
  let context: Choosing | null = null
  let sinkId = ''

  async function wake(): Promise<boolean> {
    try {
      context ??= made()
      if (context.state === 'suspended') await Promise.race([context.resume(), soon()])
    } catch {
      context = null
    }
    const isAwake = context?.state === 'running'
    state.update(() => (isAwake ? 'awake' : 'blocked'))
    return isAwake
  }

  function made(): Choosing {
    const next: Choosing = makeContext()
    if (sinkId !== '') void next.setSinkId?.(sinkId).catch(() => undefined)
    // The machine may take the sound away and give it back: a call elsewhere, another loudspeaker.
    next.addEventListener('statechange', () => {
      if (context !== next) return
      state.update(() => (next.state === 'running' ? 'awake' : 'blocked'))
    })
    return next
  }

  const touch = (): void => {
    if (context?.state !== 'running') void wake()
  }

  return {
    state,
    wake,
    aim(next) {
      if (next === sinkId) return
      sinkId = next
      void context?.setSinkId?.(next).catch(() => undefined)
    },
    open() {
      const touches = ['pointerdown', 'keydown'] as const
      for (const touched of touches) addEventListener(touched, touch)
      if (navigator.userActivation?.hasBeenActive) void wake()
      return () => {
        for (const touched of touches) removeEventListener(touched, touch)
        void context?.close()
        context = null
        state.update(() => 'asleep')
      }
    },
    play(strikes, volume) {
      if (context?.state !== 'running' || volume <= 0) return () => undefined
      const playing = context
      // People hear loudness by its logarithm: half the slider is half as loud.
      const whole = new GainNode(playing, { gain: volume ** 2 })
      whole.connect(playing.destination)
      const oscillators = strikes.map((strike) => begin(playing, whole, strike))
      return () => {
        if (playing.state === 'closed') return
        whole.gain.setTargetAtTime(0, playing.currentTime, stopS / 3)
        for (const oscillator of oscillators) oscillator.stop(playing.currentTime + stopS)
      }
    },
  }
}

function begin(context: AudioContext, into: AudioNode, strike: Strike): OscillatorNode {
  const { atS, lengthS, hz, toHz, loudness, wave } = strike
  const oscillator = new OscillatorNode(context, { type: wave, frequency: hz })
  const gain = new GainNode(context, { gain: 0 })
  const at = context.currentTime + atS
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(loudness, at + edgeS)
  gain.gain.exponentialRampToValueAtTime(0.0001, at + lengthS)
  if (toHz !== undefined) {
    oscillator.frequency.setValueAtTime(hz, at)
    oscillator.frequency.exponentialRampToValueAtTime(toHz, at + lengthS)
  }
  oscillator.connect(gain).connect(into)
  oscillator.start(at)
  oscillator.stop(at + lengthS)
  return oscillator
}

/** Resuming may never be answered where there is no way to sound. */
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000))
