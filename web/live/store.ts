/** A value that changes and can be watched: the smallest thing React and a plain test can both stand on. */
export type Store<Value> = {
  readonly get: () => Value
  readonly update: (change: (value: Value) => Value) => void
  /** Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    update(change) {
      const next = change(value)
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
