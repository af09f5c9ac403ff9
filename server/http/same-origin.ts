/**
 * No other site may act in the name of an agent who is signed in here. The session's cookie is `SameSite=Lax`, which keeps it off most
 * foreign requests; this is the second lock, for every request that changes something.
 *
 * A browser always says where such a request comes from: `Sec-Fetch-Site` cannot be set by a page, and `Origin` neither. A request
 * without both comes from a program, which has no session of somebody else to misuse. The same holds for the live socket, whose opening
 * request is a GET that browsers let any page make: it is checked as if it changed something.
 */
import type { IncomingHttpHeaders } from 'node:http'

const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `own`: how this server is reached, e.g. `https://centre.example`. */
export function isForeign(headers: IncomingHttpHeaders, own: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  return origin !== undefined && origin !== own
}

export function changesSomething(method: string): boolean {
  return !harmless.has(method)
}
