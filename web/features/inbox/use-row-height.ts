import { useMemo } from 'react'
import type { Preferences } from '#protocol/workspace.ts'

/** In rem, so that rows grow with the letters; `--inbox-row` (tokens.css) is the same. */
const rem = { comfortable: 2.75, compact: 2.25 } as const

export function useRowHeight(density: Preferences['density'] = 'comfortable'): number {
  return useMemo(
    () => Math.round(rem[density] * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)),
    [density],
  )
}
