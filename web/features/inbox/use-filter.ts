import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useDesk } from '#web/live/desk-context.ts'
import type { ListName } from '#web/live/model.ts'
import { createStore, type Store } from '#web/live/store.ts'
import { filterFrom, isEmpty, type Filter } from './filter.ts'

/** Each list's own, so that what was filtered in one place hides nothing in another. Remembered on this device. */
const stores = new Map<string, Store<Filter>>()

export function useFilter(list: ListName): readonly [Filter, (filter: Filter) => void] {
  const { me, storage } = useDesk()
  const key = `atiende.filter.${me}.${list}`
  const store = useMemo(() => {
    const known = stores.get(key)
    if (known) return known
    const made = createStore(read(storage.getItem(key)))
    stores.set(key, made)
    return made
  }, [key, storage])
  const filter = useSyncExternalStore(store.subscribe, store.get)
  const save = useCallback(
    (next: Filter) => {
      store.update(() => next)
      if (isEmpty(next)) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(next))
    },
    [key, storage, store],
  )
  return [filter, save]
}

function read(kept: string | null): Filter {
  try {
    return filterFrom(JSON.parse(kept ?? 'null'))
  } catch {
    return filterFrom(null)
  }
}
