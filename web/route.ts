/**
 * Where in the page the person is, kept in the address after `#` so that going back, a reload and a second window work, and nothing about
 * interactions reaches a proxy's log: `#/active`, `#/pending/int_…`, `#/active/int_…/contact`, `#/team`.
 */
import { useSyncExternalStore } from 'react'
import type { InteractionId } from '#core/id.ts'
import { listNames, type ListName } from './live/model.ts'

/** `inbox`: the lists and what is open in them. */
export const places = ['inbox', 'team'] as const
export type Place = (typeof places)[number]

export type Route = {
  readonly place: Place
  readonly list: ListName
  readonly open: InteractionId | null
  /** The contact's card, where it does not stand beside the conversation anyway. */
  readonly isContactShown: boolean
}

export function parseRoute(hash: string): Route {
  const [list, open, side] = hash.replace(/^#\/?/, '').split('/')
  const place = places.find((name) => name === list) ?? 'inbox'
  if (place !== 'inbox') return { place, list: 'active', open: null, isContactShown: false }
  const isId = open !== undefined && /^int_[A-Za-z0-9-]+$/.test(open)
  return {
    place,
    list: listNames.find((name) => name === list) ?? 'active',
    open: isId ? (open as InteractionId) : null,
    isContactShown: isId && side === 'contact',
  }
}

export function routeText({ place, list, open, isContactShown }: Route): string {
  if (place !== 'inbox') return `#/${place}`
  return `#/${[list, open, open && isContactShown ? 'contact' : null].filter(Boolean).join('/')}`
}

let known = { hash: '', route: parseRoute('') }

export function routeNow(): Route {
  if (known.hash !== location.hash) known = { hash: location.hash, route: parseRoute(location.hash) }
  return known.route
}

/** Where in the lists the person was before going to another place. */
let leftInbox: Route = parseRoute('')

/**
 * `replace`: no step to go back to, for what the page does by itself. A list or an interaction is in the inbox, whatever the place was;
 * `{ place: 'inbox' }` alone goes back to where the person was there.
 */
export function go(change: Partial<Route>, how: 'push' | 'replace' = 'push'): void {
  const now = routeNow()
  if (now.place === 'inbox') leftInbox = now
  const before = change.place === 'inbox' && now.place !== 'inbox' ? leftInbox : now
  const next: Route = {
    ...before,
    place: 'inbox',
    ...('open' in change ? { isContactShown: false } : {}),
    ...change,
  }
  const hash = routeText(next)
  if (hash === location.hash) return
  if (how === 'replace') history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  globalThis.dispatchEvent(new PopStateEvent('popstate'))
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener)
  addEventListener('hashchange', listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener('hashchange', listener)
  }
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, routeNow)
}
