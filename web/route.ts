/**
 * Where in the page the person is, kept in the address after `#` so that going back, a reload and a second window work, and nothing about
 * interactions reaches a proxy's log: `#/active`, `#/pending/int_…`, `#/active/int_…/contact`.
 */
import { useSyncExternalStore } from 'react'
import type { InteractionId } from '#core/id.ts'
import { listNames, type ListName } from './live/model.ts'

export type Route = {
  readonly list: ListName
  readonly open: InteractionId | null
  /** The contact's card, where it does not stand beside the conversation anyway. */
  readonly isContactShown: boolean
}

export function parseRoute(hash: string): Route {
  const [list, open, side] = hash.replace(/^#\/?/, '').split('/')
  const isId = open !== undefined && /^int_[A-Za-z0-9-]+$/.test(open)
  return {
    list: listNames.find((name) => name === list) ?? 'active',
    open: isId ? (open as InteractionId) : null,
    isContactShown: isId && side === 'contact',
  }
}

export function routeText({ list, open, isContactShown }: Route): string {
  return `#/${[list, open, open && isContactShown ? 'contact' : null].filter(Boolean).join('/')}`
}

let known = { hash: '', route: parseRoute('') }

export function routeNow(): Route {
  if (known.hash !== location.hash) known = { hash: location.hash, route: parseRoute(location.hash) }
  return known.route
}

/** `replace`: no step to go back to, for what the page does by itself. */
export function go(change: Partial<Route>, how: 'push' | 'replace' = 'push'): void {
  const next = { ...routeNow(), ...('open' in change ? { isContactShown: false } : {}), ...change }
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
