import type { Clock } from '../net/clock.ts'

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  at = 1_000_000
  #due: { readonly at: number; readonly call: () => void }[] = []

  now(): number {
    return this.at
  }

  dice(): number {
    return 1
  }

  later(call: () => void, ms: number): () => void {
    const one = { at: this.at + ms, call }
    this.#due.push(one)
    return () => (this.#due = this.#due.filter((other) => other !== one))
  }

  get waiting(): number {
    return this.#due.length
  }

  advance(ms: number): void {
    const until = this.at + ms
    for (;;) {
      const [next] = this.#due.filter((one) => one.at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#due = this.#due.filter((one) => one !== next)
      this.at = next.at
      next.call()
    }
    this.at = until
  }
}
