/** How the person looks at the team: kept while the page is open, so that coming back finds it as it was left. */
import { createStore } from '#web/live/store.ts'
import { noFilter, type TeamFilter, type TeamSort } from './colleague.ts'

export type TeamView = { readonly filter: TeamFilter; readonly sort: TeamSort }

export const teamView = createStore<TeamView>({ filter: noFilter, sort: 'available' })

export function look(change: Partial<TeamFilter>): void {
  teamView.update((view) => ({ ...view, filter: { ...view.filter, ...change } }))
}

export function sortTeam(sort: TeamSort): void {
  teamView.update((view) => ({ ...view, sort }))
}
