/** Who stopped writing without a word is no longer writing: each hint of the server is forgotten after a while. */
import type { Signal } from '#protocol/live.ts'
import type { LiveInput } from './fold.ts'

const fadesMs = 8_000

export function createTypingFade(
  put: (input: LiveInput) => void,
  wait: (ms: number, then: () => void) => () => void,
) {
  const fades = new Map<string, () => void>()
  return {
    hear(signal: Signal): void {
      if (signal.type !== 'customer-typing' && signal.type !== 'agent-typing') return
      const { interactionId, on } = signal
      const by = signal.type === 'customer-typing' ? 'customer' : 'agent'
      const key = `${by} ${interactionId}`
      fades.get(key)?.()
      fades.delete(key)
      if (!on) return
      const fade = wait(fadesMs, () => {
        fades.delete(key)
        put({ type: 'typing-faded', interactionId, by })
      })
      fades.set(key, fade)
    },
    close(): void {
      for (const stop of fades.values()) stop()
    },
  }
}
