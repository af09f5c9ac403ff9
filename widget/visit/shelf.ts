/**
 * Where the widget keeps what must survive a reload, and what the tabs of one site share: small texts by key. Where the browser denies
 * storage, the page itself remembers for as long as it lives, and says so to nobody.
 */
export interface Shelf {
  get(key: string): string | null
  set(key: string, value: string | null): void
  /** The keys that begin so. */
  keys(prefix: string): string[]
  /** Told when another tab has changed something; null: all of it. */
  onChange(listener: (key: string | null) => void): void
}

export function memoryShelf(): Shelf {
  const kept = new Map<string, string>()
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
    keys: (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
    onChange: () => undefined,
  }
}

/** The browser's storage under one prefix. What cannot be written (full, denied) is kept in memory, so that this page goes on. */
export function storageShelf(
  storage: Storage,
  prefix: string,
  tabs: Pick<Window, 'addEventListener'>,
): Shelf {
  const unwritten = memoryShelf()
  return {
    get: (key) => unwritten.get(key) ?? storage.getItem(prefix + key),
    set(key, value) {
      unwritten.set(key, null)
      try {
        if (value === null) storage.removeItem(prefix + key)
        else storage.setItem(prefix + key, value)
      } catch {
        unwritten.set(key, value)
      }
    },
    keys(start) {
      const stored = Object.keys(storage).filter((key) => key.startsWith(prefix + start))
      return [...new Set([...stored.map((key) => key.slice(prefix.length)), ...unwritten.keys(start)])]
    },
    onChange(listener) {
      tabs.addEventListener('storage', ({ key, storageArea }) => {
        if (storageArea !== null && storageArea !== storage) return
        if (key === null) listener(null)
        else if (key.startsWith(prefix)) listener(key.slice(prefix.length))
      })
    },
  }
}

/** The best shelf this browser gives us. */
export function openShelf(account: string): Shelf {
  try {
    const probe = 'atiende:probe'
    localStorage.setItem(probe, '1')
    localStorage.removeItem(probe)
    return storageShelf(localStorage, `atiende:${account}:`, window)
  } catch {
    return memoryShelf()
  }
}

/** Reads what was kept as JSON; what is not there, or not readable any more, is null. */
export function readKept<Kept>(shelf: Shelf, key: string): Kept | null {
  const text = shelf.get(key)
  if (text === null) return null
  try {
    return JSON.parse(text) as Kept
  } catch {
    return null
  }
}
