/** The core's wake-ups on real timers: one for each key. */
export class Alarms {
  private readonly timers = new Map<string, NodeJS.Timeout>()

  set(key: string, at: number, ring: () => void): void {
    this.cancel(key)
    this.timers.set(key, setTimeout(ring, Math.max(0, at - Date.now()) + 2))
  }

  cancel(key: string): void {
    clearTimeout(this.timers.get(key))
    this.timers.delete(key)
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer)
    this.timers.clear()
  }
}
