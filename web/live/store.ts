/** A value that changes and can be watched: the smallest thing React and a plain test can both stand on. */
export type Store<Value> = {
  readonly get: () => Value
  readonly update: (change: (value: Value) => Value) => void
  /** The value changes at once; who watches is told with the next frame, once for all that has changed until then. */
  readonly updateSoon: (change: (value: Value) => Value) => void
  /** Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

/** Runs something a moment later; by default there is no later. */
export type Soon = (then: () => void) => void

export function createStore<Value>(initial: Value, soon: Soon = (then) => then()): Store<Value> {
  let value = initial
  let isDue = false
  const listeners = new Set<() => void>()
  const change = (next: Value): boolean => {
    if (Object.is(next, value)) return false
    value = next
    return true
  }
  const tell = (): void => {
    isDue = false
    for (const listener of listeners) listener()
  }
  return {
    get: () => value,
    update(make) {
      if (change(make(value))) tell()
    },
    updateSoon(make) {
      if (!change(make(value)) || isDue) return
      isDue = true
      soon(() => {
        // Somebody may have told them meanwhile.
        if (isDue) tell()
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** With the browser's next frame; a page that nobody looks at has none, and is told all the same. */
export const withNextFrame: Soon = (then) => {
  const timer = setTimeout(done, 100)
  const frame = requestAnimationFrame(done)
  function done(): void {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    then()
  }
}
