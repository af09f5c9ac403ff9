/** Theme and density on the root element. The browser remembers them for the moment before the agent's own preferences are known. */
import type { Preferences } from '#protocol/workspace.ts'

export type Appearance = Pick<Preferences, 'theme' | 'density'>

const storageKey = 'atiende.appearance'

export function applyAppearance({ theme = 'system', density = 'comfortable' }: Appearance): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  dataset['density'] = density
  localStorage.setItem(storageKey, JSON.stringify({ theme, density }))
}

export function applyRememberedAppearance(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    if (typeof kept === 'object' && kept !== null) applyAppearance(kept)
  } catch {
    applyAppearance({})
  }
}
