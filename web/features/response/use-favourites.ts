import { useCallback, useMemo } from 'react'
import type { ResponseId } from '#core/id.ts'
import { usePreferences } from '#web/live/use-preferences.ts'

/** The agent's favourites and what was used last, the same on every device. */
export function useFavourites() {
  const [{ favouriteResponseIds, recentResponseIds }, save] = usePreferences()
  const favourites = useMemo<ReadonlySet<ResponseId>>(
    () => new Set(favouriteResponseIds),
    [favouriteResponseIds],
  )
  const toggle = useCallback(
    (id: ResponseId): void => {
      const others = [...favourites].filter((one) => one !== id)
      void save({ favouriteResponseIds: favourites.has(id) ? others : [...others, id] })
    },
    [favourites, save],
  )
  return { favourites, recents: recentResponseIds ?? [], toggle }
}
