/** What was chosen in the palette lately on this machine, the latest first. */
import { createKeepsake, type TextStorage } from '#web/live/keepsake.ts'

const kept = 20

export function recentChoices(storage: TextStorage) {
  const keepsake = createKeepsake<readonly string[]>(storage, 'atiende.palette')
  const read = (): readonly string[] => {
    const found = keepsake.read()
    return Array.isArray(found) ? found : []
  }
  return {
    read,
    chose: (id: string): void => keepsake.keep([id, ...read().filter((one) => one !== id)].slice(0, kept)),
  }
}
