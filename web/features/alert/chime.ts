/**
 * The page's two sounds, made on the spot: a rising pair of tones for an offer, a short low one for a message. A browser lets a page sound only
 * after the person has touched it, so the audio wakes with the first key or press.
 */
export type Chime = {
  /** From now on the person's next touch wakes the audio; returns how to stop. */
  readonly open: () => () => void
  readonly offer: () => void
  readonly message: () => void
}

export function createChime(): Chime {
  let context: AudioContext | null = null

  const wake = (): void => {
    context ??= new AudioContext()
    if (context.state === 'suspended') void context.resume()
  }

  function tone(frequency: number, startS: number, lengthS: number, loudness: number): void {
    if (context?.state !== 'running') return
    const oscillator = new OscillatorNode(context, { type: 'triangle', frequency })
    const gain = new GainNode(context, { gain: 0 })
    const at = context.currentTime + startS
    // A soft edge on both sides, or it clicks.
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(loudness, at + 0.015)
    gain.gain.exponentialRampToValueAtTime(0.0001, at + lengthS)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(at)
    oscillator.stop(at + lengthS)
  }

  return {
    open() {
      addEventListener('pointerdown', wake)
      addEventListener('keydown', wake)
      return () => {
        removeEventListener('pointerdown', wake)
        removeEventListener('keydown', wake)
        void context?.close()
        context = null
      }
    },
    offer() {
      tone(587.33, 0, 0.5, 0.22)
      tone(880, 0.16, 0.7, 0.22)
    },
    message: () => tone(392, 0, 0.28, 0.12),
  }
}
