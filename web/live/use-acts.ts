import { useEffect } from 'react'
import { offerAct, type PageAct } from './act-list.ts'

/** Offers these acts while the component is there. Keep the list the same (`useMemo`) while nothing in it changes. */
export function useActs(acts: readonly PageAct[]): void {
  useEffect(() => offerAct(...acts), [acts])
}
