/** Something the browser keeps for this page over a reload. A full or forbidden storage costs the keepsake and nothing else. */
export type Keepsake<Value> = { read(): Value | null; keep(value: Value): void }

export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function createKeepsake<Value>(storage: TextStorage, key: string): Keepsake<Value> {
  let last: Value | undefined
  return {
    read() {
      try {
        return JSON.parse(storage.getItem(key) ?? 'null') as Value | null
      } catch {
        return null
      }
    },
    keep(value) {
      if (Object.is(value, last)) return
      last = value
      try {
        if (Array.isArray(value) && value.length === 0) storage.removeItem(key)
        else storage.setItem(key, JSON.stringify(value))
      } catch {
        // Kept in memory only: there is nothing the person could do about it.
      }
    },
  }
}
