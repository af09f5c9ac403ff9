/**
 * Theme, contrast and density on the root element. The browser remembers them for the moment before the agent's own preferences are known. Who has
 * not chosen a contrast gets the one that the system asks for.
 */
import type { Preferences } from '#protocol/workspace.ts'

export type Appearance = Pick<Preferences, 'theme' | 'contrast' | 'density'>

const storageKey = 'atiende.appearance'
const wantsMore = matchMedia('(prefers-contrast: more)')
let chosen: Appearance['contrast']

wantsMore.addEventListener('change', applyContrast)

export function applyAppearance({ theme = 'system', contrast, density = 'comfortable' }: Appearance): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
  dataset['density'] = density
  chosen = contrast
  applyContrast()
  localStorage.setItem(storageKey, JSON.stringify({ theme, contrast, density }))
}

export function applyRememberedAppearance(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    if (typeof kept === 'object' && kept !== null) applyAppearance(kept)
  } catch {
    applyAppearance({})
  }
}

/** What holds without a choice. */
export const systemContrast = (): 'normal' | 'high' => (wantsMore.matches ? 'high' : 'normal')

function applyContrast(): void {
  document.documentElement.dataset['contrast'] = chosen ?? systemContrast()
}
